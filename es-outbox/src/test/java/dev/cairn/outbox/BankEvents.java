package dev.cairn.outbox;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventCodec;
import dev.cairn.event.EventType;
import dev.cairn.event.StreamId;

/** The events that tests publish. */
final class BankEvents {

  private BankEvents() {}

  sealed interface Event {}

  @EventType("opened")
  record Opened(String owner) implements Event {}

  @EventType("deposited")
  record Deposited(long cents, String note) implements Event {}

  static EventCodec codec() {
    return JacksonEventCodec.forEvents(Event.class);
  }

  static StreamId account(int number) {
    return StreamId.of("account", Integer.toString(number));
  }
}
