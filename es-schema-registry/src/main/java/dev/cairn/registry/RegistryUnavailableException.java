package dev.cairn.registry;

import org.jspecify.annotations.Nullable;

/** The registry did not answer in time, or says that it cannot now, after every attempt. */
public final class RegistryUnavailableException extends SchemaRegistryException {

  private static final long serialVersionUID = 1L;

  private final int attempts;

  RegistryUnavailableException(
      String request, int attempts, String problem, @Nullable Throwable cause) {
    super(request, problem, cause);
    this.attempts = attempts;
  }

  /** How often it was asked. */
  public int attempts() {
    return attempts;
  }
}
