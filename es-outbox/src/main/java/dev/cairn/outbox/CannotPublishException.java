package dev.cairn.outbox;

import org.jspecify.annotations.Nullable;

/** An event or a message cannot become a record; it is to be parked. */
final class CannotPublishException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CannotPublishException(String problem, @Nullable Throwable cause) {
    super(problem, cause);
  }

  /** What the operator reads. */
  String problem() {
    return String.valueOf(getMessage());
  }
}
