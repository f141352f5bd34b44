package dev.cairn.event;

import dev.cairn.InvalidInputException;

/**
 * An event as it is stored.
 *
 * @param type the name from {@link EventType}
 * @param revision that of the class, from 1
 * @param json the payload, UTF-8; not copied, so nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between codec and store, never compared
public record EncodedEvent(String type, int revision, byte[] json) {

  private static final int MAX_TYPE = 128;

  /**
   * @throws InvalidInputException if the type name is empty, longer than 128 characters, or holds
   *     control characters or half a surrogate pair, or the revision is not from 1 to 32,767
   */
  public EncodedEvent {
    Text.checked("event type", type, MAX_TYPE);
    if (revision < 1 || revision > Short.MAX_VALUE) {
      throw new InvalidInputException(
          "revision of " + type, "is " + revision + "; it is from 1 to " + Short.MAX_VALUE);
    }
  }
}
