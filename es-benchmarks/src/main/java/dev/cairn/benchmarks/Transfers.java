package dev.cairn.benchmarks;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.EventType;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The events that all figures write and read: about 355 bytes of payload and metadata. */
final class Transfers {

  static final JacksonEventCodec CODEC = JacksonEventCodec.forEvents(Transferred.class);

  private static final AtomicLong STREAMS = new AtomicLong();
  private static final UUID CORRELATION = UUID.fromString("0190f1a2-7c3e-7d55-8a7b-6a1f0c9d8e21");

  private Transfers() {}

  /** Money went from one account to another. */
  @EventType("money-transferred")
  record Transferred(
      String account,
      String counterparty,
      long cents,
      String currency,
      LocalDate bookedOn,
      String reference,
      String description,
      boolean instant) {}

  static Transferred transferred(long n) {
    return new Transferred(
        "DE89370400440532" + n % 1_000_000,
        "CZ650800000019200" + n * 7 % 1_000_000,
        n % 500_000,
        "EUR",
        LocalDate.ofEpochDay(12_000 + n % 4_000),
        "REF-" + n,
        "Invoice " + n + ", thank you for your order",
        n % 2 == 0);
  }

  static NewEvent event(long n) {
    return NewEvent.of(
        transferred(n), EventMetadata.none().withCorrelationId(CORRELATION).withActor("benchmark"));
  }

  static List<NewEvent> events(int count) {
    List<NewEvent> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      events.add(event(i));
    }
    return events;
  }

  /** A stream that nobody has used before. */
  static StreamId newStream() {
    return StreamId.of("transfer", Long.toString(STREAMS.incrementAndGet()));
  }
}
