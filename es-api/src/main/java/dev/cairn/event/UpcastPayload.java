package dev.cairn.event;

/**
 * The payload of an event that was stored in an earlier form, as it is today. Made when it is first asked
 * for. For codecs; thread-safe.
 */
public interface UpcastPayload {

  /** JSON in UTF-8. */
  byte[] json();

  /** The event. */
  Object decode();
}
