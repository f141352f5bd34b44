package dev.cairn.bank;

/** A command cannot do what it was asked for; the message is all that people need. */
final class BankFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  BankFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** Ends a command for a reason that the cause has put in words. */
  BankFailure(int exitCode, Exception cause) {
    super(cause.getMessage(), cause);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
