package dev.cairn.cli;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventType;
import dev.cairn.event.StreamId;

/** What the logs of these tests hold. */
final class CliEvents {

  private CliEvents() {}

  sealed interface Event {}

  @EventType("money-deposited")
  record Deposited(long cents, String note) implements Event {}

  @EventType("notice-sent")
  record NoticeSent(String text) implements Event {}

  static JacksonEventCodec codec() {
    return JacksonEventCodec.forEvents(Event.class, Thanks.Given.class);
  }

  static StreamId account(Object number) {
    return StreamId.of("account", String.valueOf(number));
  }
}
