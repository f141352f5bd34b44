package dev.cairn.bank.importing;

/** A line of the file is not a transaction, and the reason says why. */
final class MalformedRowException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String reason;

  MalformedRowException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
