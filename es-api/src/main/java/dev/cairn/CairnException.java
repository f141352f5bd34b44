package dev.cairn;

import org.jspecify.annotations.Nullable;

/**
 * The root of every exception that Cairn throws on purpose. Subclasses carry what went wrong as
 * fields, so that a caller never has to parse a message.
 */
public abstract class CairnException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  protected CairnException(String message) {
    super(message);
  }

  protected CairnException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
