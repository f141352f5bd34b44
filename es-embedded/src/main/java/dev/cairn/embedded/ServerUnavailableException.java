package dev.cairn.embedded;

import org.jspecify.annotations.Nullable;

/** The server that was asked for cannot be had: it is not running, not reachable, or not there. */
public final class ServerUnavailableException extends EmbeddedServerException {

  private static final long serialVersionUID = 1L;

  ServerUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
