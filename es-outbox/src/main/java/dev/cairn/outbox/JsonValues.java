package dev.cairn.outbox;

import dev.cairn.event.RecordedEvent;

/** The payload as it is stored. */
enum JsonValues implements ValueFormat {
  INSTANCE;

  @Override
  public EventValue write(RecordedEvent event, String topic) {
    return EventValue.json(event.payloadJson());
  }
}
