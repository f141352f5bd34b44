package dev.cairn.cli.command;

import dev.cairn.CairnException;

/** A command cannot do what it was asked for. The message is all that people need: nobody is shown a stack trace. */
public final class CommandFailedException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * @param exitCode one of {@link ExitCode}
   * @param message what went wrong and what to do, as the rest of a line that begins with the program's name
   */
  public CommandFailedException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Ends a command for a reason that the cause has put in words. */
  public CommandFailedException(int exitCode, Exception cause) {
    super(String.valueOf(cause.getMessage()), cause);
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
