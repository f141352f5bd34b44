package dev.cairn.cli.command;

/**
 * How an application's commands find their log. Its class may have picocli's {@code @Option} and {@code
 * @Mixin} fields; they become options of every command, each of which gets an object of its own.
 */
public interface LogAccess {

  /**
   * Opens the log that is there. It makes no schema and changes nothing.
   *
   * @throws CommandFailedException if there is none, or the options make no sense
   */
  LogConnection open();
}
