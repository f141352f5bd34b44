package dev.cairn.outbox.settings;

/**
 * Something that the check has found, explained. Holds no secret.
 *
 * @param key the setting that it is about, or another thing by name, such as {@code topic accounts}
 * @param problem what is wrong
 * @param why what it leads to
 * @param remedy what to do
 */
public record Finding(Severity severity, String key, String problem, String why, String remedy) {

  static Finding error(String key, String problem, String why, String remedy) {
    return new Finding(Severity.ERROR, key, problem, why, remedy);
  }

  static Finding warning(String key, String problem, String why, String remedy) {
    return new Finding(Severity.WARNING, key, problem, why, remedy);
  }

  static Finding info(String key, String problem, String why, String remedy) {
    return new Finding(Severity.INFO, key, problem, why, remedy);
  }

  /** In one line, for a log. */
  public String line() {
    return key + ": " + problem + " " + why + " " + remedy;
  }

  /** In several lines, for people. */
  @Override
  public String toString() {
    return severity + " " + key + ": " + problem + "\n  Why: " + why + "\n  Remedy: " + remedy;
  }
}
