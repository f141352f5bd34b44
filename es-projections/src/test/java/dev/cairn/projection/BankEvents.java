package dev.cairn.projection;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventCodec;
import dev.cairn.event.EventType;
import dev.cairn.event.StreamId;
import java.time.LocalDate;

/** The events that tests project. */
final class BankEvents {

  private BankEvents() {}

  sealed interface Event {}

  @EventType("opened")
  record Opened(String owner) implements Event {}

  @EventType("deposited")
  record Deposited(long cents, LocalDate on) implements Event {}

  @EventType("withdrawn")
  record Withdrawn(long cents, LocalDate on) implements Event {}

  @EventType("transferred")
  record Transferred(int from, int to, long cents) implements Event {}

  @EventType("closed")
  record Closed() implements Event {}

  static EventCodec codec() {
    return JacksonEventCodec.forEvents(Event.class, Wallet.Event.class, Payment.Event.class);
  }

  static StreamId account(int number) {
    return StreamId.of("account", Integer.toString(number));
  }
}
