package dev.cairn.cli.doctor;

/**
 * What a look at the log and its server has shown.
 *
 * @param check what was looked at
 * @param remedy what to do; empty if nothing is to be done
 */
record Finding(String check, Level level, String what, String remedy) {

  enum Level {
    /** As it should be. */
    OK,
    /** Good to know. */
    NOTE,
    /** To be mended. */
    BAD
  }
}
