package dev.cairn.outbox.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventType;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.outbox.Route;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is counted of records and events, in one pass and in several. */
class TallyTest {

  private static final String SOURCE = "urn:cairn:test";
  private static final String TOPIC = "bank.account";

  @EventType("happened")
  record Happened() {}

  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private final List<RecordedEvent> events = new ArrayList<>();

  private static RecordedEvent event(String stream, long version, long position) {
    return new RecordedEvent(
        position,
        stream,
        version,
        new UUID(7, position),
        "happened",
        1,
        ("{\"n\":" + position + "}").getBytes(StandardCharsets.UTF_8),
        "{}".getBytes(StandardCharsets.UTF_8),
        Instant.EPOCH,
        JacksonEventCodec.forEvents(Happened.class));
  }

  private static ConsumerRecord<byte[], byte[]> record(
      RecordedEvent event, @Nullable String key, Map<String, String> other) {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
        TOPIC,
        0,
        0,
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        event.payloadJson());
    Map<String, String> headers = Map.of(
        "ce_specversion", "1.0",
        "ce_id", event.id().toString(),
        "ce_source", SOURCE,
        "ce_type", event.type(),
        "ce_subject", event.streamText(),
        "ce_time", "2026-01-01T00:00:00Z",
        "ce_streamversion", event.version().toString(),
        "ce_position", event.position().toString());
    headers.forEach((name, value) -> record
        .headers()
        .add(name, other.getOrDefault(name, value).getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  private RecordedEvent both(String stream, long version, long position) {
    RecordedEvent event = event(stream, version, position);
    events.add(event);
    records.add(record(event, stream, Map.of()));
    return event;
  }

  private Reconciliation counted(int passes) {
    Reconciliation sum = Reconciliation.NOTHING;
    for (int pass = 0; pass < passes; pass++) {
      Tally tally = new Tally(new KeyShare(pass, passes), SOURCE, new Position(1_000));
      records.forEach(tally::published);
      events.forEach(event -> tally.recorded(event, Route.to(TOPIC, event.streamText()), null));
      sum = sum.plus(tally.result());
    }
    return sum;
  }

  private void assertCounted(Reconciliation expected) {
    IntFunction<Reconciliation> count = this::counted;
    for (int passes : new int[] {1, 2, 3, 7, 50}) {
      assertThat(count.apply(passes)).as("%d passes", passes).isEqualTo(expected);
    }
  }

  @Test
  void allIsWellWhateverTheNumberOfPasses() {
    for (int position = 1; position <= 100; position++) {
      both("account:" + position % 10, 1 + (position - 1) / 10, position);
    }
    assertCounted(new Reconciliation(100, 100, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void everyFaultIsCountedOnceWhateverTheNumberOfPasses() {
    RecordedEvent first = both("account:1", 1, 1);
    both("account:1", 2, 2);
    records.add(record(first, "account:1", Map.of())); // a duplicate
    events.add(event("account:2", 1, 3)); // missing
    RecordedEvent late = event("account:1", 1, 4);
    records.add(record(late, "account:1", Map.of())); // unexpected, and after a later one
    events.add(event("account:3", 1, 5)); // published under another key: missing
    records.add(record(event("account:3", 1, 5), "other", Map.of()));
    records.add(record(first, "account:1", Map.of("ce_source", "urn:another")));
    records.add(record(first, null, Map.of()));
    records.add(record(first, "account:1", Map.of("ce_id", "no id")));
    Reconciliation one = counted(1);
    assertThat(one.duplicates()).isEqualTo(1);
    assertThat(one.outOfOrder()).isEqualTo(1);
    assertThat(one.missing()).isEqualTo(2);
    assertThat(one.others()).isEqualTo(3);
    for (int passes : new int[] {2, 3, 7}) {
      Reconciliation counted = counted(passes);
      assertThat(counted.missing()).isEqualTo(2);
      assertThat(counted.duplicates()).isEqualTo(1);
      assertThat(counted.outOfOrder()).isEqualTo(1);
      assertThat(counted.others()).isEqualTo(3);
      assertThat(counted.isClean()).isFalse();
    }
  }

  /** Of a value in another format only its place is compared, and that is said. */
  @Test
  void aValueThatIsNoJsonIsComparedByItsPlaceAlone() {
    RecordedEvent first = event("account:1", 1, 1);
    RecordedEvent second = event("account:1", 2, 2);
    events.addAll(List.of(first, second));
    records.add(encoded(first, Map.of()));
    records.add(encoded(second, Map.of("ce_streamversion", "3")));
    assertCounted(new Reconciliation(2, 2, 1, 0, 0, 0, 0, 0, 0, 1));
    records.add(encoded(first, Map.of()));
    assertThat(counted(1).duplicates()).isEqualTo(1);
  }

  private static ConsumerRecord<byte[], byte[]> encoded(
      RecordedEvent event, Map<String, String> other) {
    ConsumerRecord<byte[], byte[]> record = record(event, event.streamText(), other);
    record.headers().add("content-type", "application/avro".getBytes(StandardCharsets.US_ASCII));
    return record;
  }

  @Test
  void anotherPayloadOrVersionIsMissing() {
    RecordedEvent event = event("account:1", 1, 1);
    events.add(event);
    records.add(record(event, "account:1", Map.of("ce_streamversion", "2")));
    assertCounted(new Reconciliation(1, 1, 1, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void whatCameAfterKafkaWasReadIsNotMissed() {
    events.add(event("account:1", 1, 1_001));
    assertCounted(new Reconciliation(0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    records.add(record(events.get(0), "account:1", Map.of()));
    assertCounted(new Reconciliation(1, 1, 0, 0, 0, 0, 0, 0, 0, 0));
  }
}
