package dev.cairn.aggregate;

import dev.cairn.event.EncodedEvent;
import dev.cairn.event.EventCodec;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.UnknownEventTypeException;

/** Writes events that it no longer knows when they are read, as an older deployment would. */
record ForgetfulCodec(EventCodec codec) implements EventCodec {

  @Override
  public EncodedEvent encode(Object event) {
    return codec.encode(event);
  }

  @Override
  public Object decode(RecordedEvent event) {
    throw new UnknownEventTypeException(event);
  }

  @Override
  public byte[] encodeMetadata(EventMetadata metadata) {
    return codec.encodeMetadata(metadata);
  }

  @Override
  public EventMetadata decodeMetadata(RecordedEvent event) {
    return codec.decodeMetadata(event);
  }
}
