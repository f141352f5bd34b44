package dev.cairn.registry;

import org.jspecify.annotations.Nullable;

/** What answers is no schema registry, or one that speaks another language: mostly the URL is wrong. */
public final class UnexpectedAnswerException extends SchemaRegistryException {

  private static final long serialVersionUID = 1L;

  private final int status;

  UnexpectedAnswerException(String request, int status, String problem, @Nullable Throwable cause) {
    super(
        request,
        "answered " + status + " with " + problem
            + ": check that the URL is that of the registry's REST interface, with its path",
        cause);
    this.status = status;
  }

  /** The status of HTTP. */
  public int status() {
    return status;
  }
}
