package dev.cairn.bank.web;

/** A request that is refused for what it is, whatever it asks for. */
final class RefusedRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ProblemType type;

  RefusedRequestException(ProblemType type, String detail) {
    super(detail);
    this.type = type;
  }

  ProblemType type() {
    return type;
  }
}
