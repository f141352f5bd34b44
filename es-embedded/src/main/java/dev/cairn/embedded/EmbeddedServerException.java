package dev.cairn.embedded;

import org.jspecify.annotations.Nullable;

/**
 * The root of what this module throws on purpose. Subclasses carry what went wrong as fields, so that
 * a caller never has to parse a message.
 */
public abstract class EmbeddedServerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EmbeddedServerException(String message) {
    super(message);
  }

  EmbeddedServerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
