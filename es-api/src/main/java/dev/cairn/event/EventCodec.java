package dev.cairn.event;

/**
 * Between events and their stored text. Implementations are thread-safe.
 *
 * <p>The text is JSON. What is written stays in the log as written, for good, so an implementation
 * reads everything it ever wrote.
 */
public interface EventCodec {

  /**
   * The type name and the JSON text of an event.
   *
   * @throws EventEncodingException if the class has no registered name or cannot be written as JSON
   */
  EncodedEvent encode(Object event);

  /**
   * The event that was encoded, tolerating properties it does not know.
   *
   * @throws UnknownEventTypeException if no class is registered under the event's type name
   * @throws EventDecodingException if the text does not fit the class
   * @throws UnknownEventRevisionException if it is stored in another revision than the class has
   */
  Object decode(RecordedEvent event);

  /** How events of earlier forms are read; by default as they are stored. */
  default Upcasting upcasting() {
    return Upcasting.NONE;
  }

  /** The JSON text of metadata, UTF-8; {@code {}} for {@link EventMetadata#none()}. */
  byte[] encodeMetadata(EventMetadata metadata);

  /**
   * The metadata of an event.
   *
   * @throws EventDecodingException if the text is not what {@link #encodeMetadata} writes
   */
  EventMetadata decodeMetadata(RecordedEvent event);
}
