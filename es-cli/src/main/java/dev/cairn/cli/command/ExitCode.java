package dev.cairn.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a command tells its caller when it ends. */
public final class ExitCode {

  /** Everything is as it should be. */
  public static final int OK = 0;
  /** What was asked for is not there, cannot be done, or a check found a difference. */
  public static final int FAILED = 1;
  /** The command line cannot be understood. */
  public static final int USAGE = 2;
  /** The database or Kafka cannot be reached or used. */
  public static final int UNAVAILABLE = 3;
  /** A mistake in the program. */
  public static final int BUG = 70;
  /** Nobody reads the output any more; as a shell reports it of a program that ended by SIGPIPE. */
  public static final int OUTPUT_CLOSED = 141;

  /** What the help says of them, in its order. */
  static final Map<String, String> MEANINGS = meanings();

  private ExitCode() {}

  private static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    meanings.put("0", "everything is as it should be");
    meanings.put("1", "what was asked for is not there, or a check found something");
    meanings.put("2", "the command line cannot be understood");
    meanings.put("3", "the database or Kafka cannot be used");
    meanings.put("70", "a bug, with its stack trace");
    meanings.put("130, 143", "stopped by Ctrl-C or SIGTERM");
    meanings.put("141", "nobody reads the output any more");
    return meanings;
  }
}
