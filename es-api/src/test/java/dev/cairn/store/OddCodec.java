package dev.cairn.store;

import dev.cairn.event.EncodedEvent;
import dev.cairn.event.EventCodec;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.RecordedEvent;

/** A codec that writes with one codec and reads with another. */
record OddCodec(EventCodec writing, EventCodec reading) implements EventCodec {

  @Override
  public EncodedEvent encode(Object event) {
    return writing.encode(event);
  }

  @Override
  public Object decode(RecordedEvent event) {
    return reading.decode(event);
  }

  @Override
  public byte[] encodeMetadata(EventMetadata metadata) {
    return writing.encodeMetadata(metadata);
  }

  @Override
  public EventMetadata decodeMetadata(RecordedEvent event) {
    return reading.decodeMetadata(event);
  }
}
