package dev.cairn.store;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventCodec;
import dev.cairn.event.EventType;
import dev.cairn.event.NewEvent;
import dev.cairn.event.RecordedEvent;
import java.util.List;
import java.util.stream.LongStream;

/** The events that the contract appends. */
public sealed interface ContractEvents {

  /** Carries text, for what is hard to carry. */
  @EventType("noted")
  record Noted(String text) implements ContractEvents {}

  /** Carries a number, for what must stay in order. */
  @EventType("counted")
  record Counted(long number) implements ContractEvents {}

  /** Has a name that is hard to carry. */
  @EventType(HOSTILE_TYPE)
  record Quoted() implements ContractEvents {}

  String HOSTILE_TYPE =
      "it's \"quoted\"; drop table events; -- \\x00 \\u0000 {a,b} %_$1 ? \uD83D\uDE00";

  /** A codec that knows them all. */
  static EventCodec codec() {
    return JacksonEventCodec.forEvents(ContractEvents.class);
  }

  static NewEvent noted(String text) {
    return NewEvent.of(new Noted(text));
  }

  static NewEvent counted(long number) {
    return NewEvent.of(new Counted(number));
  }

  /** {@code counted} events with the numbers from {@code first} to {@code last}, inclusive. */
  static List<NewEvent> counted(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(ContractEvents::counted).toList();
  }

  /** The number of a {@code counted} event. */
  static long number(RecordedEvent event) {
    return ((Counted) event.payload()).number();
  }

  /** The text of a {@code noted} event. */
  static String text(RecordedEvent event) {
    return ((Noted) event.payload()).text();
  }
}
