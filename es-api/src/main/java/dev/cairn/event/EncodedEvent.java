package dev.cairn.event;

/**
 * An event as it is stored.
 *
 * @param type the name from {@link EventType}
 * @param json the payload, UTF-8; not copied, so nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between codec and store, never compared
public record EncodedEvent(String type, byte[] json) {}
