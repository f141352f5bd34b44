package dev.cairn.projection;

/** A key that waited does not any more: the events at hand are to be handled again, with that known. */
final class KeyReleasedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  KeyReleasedException(String key) {
    super("The key '" + key + "' waits no more", null, false, false);
  }
}
