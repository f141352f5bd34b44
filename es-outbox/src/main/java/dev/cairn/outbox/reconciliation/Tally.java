package dev.cairn.outbox.reconciliation;

import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamVersion;
import dev.cairn.outbox.PublishedEvent;
import dev.cairn.outbox.Route;
import dev.cairn.outbox.UnreadableRecordException;
import dev.cairn.postgres.parking.ParkedEvent.State;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Counts, first through the records in Kafka and then through the events in the log. */
final class Tally {

  /** What was published of each event: a fingerprint of topic, key, version and payload, if it is JSON. */
  private final Map<UUID, Integer> prints = new HashMap<>();
  /** The highest version so far of each stream in each topic and under each key. */
  private final Map<Lane, Long> versions = new HashMap<>();

  private final KeyShare share;
  private final String source;
  private final Position settled;

  private long events;
  private long published;
  private long missing;
  private long parked;
  private long discarded;
  private long duplicates;
  private long outOfOrder;
  private long others;
  private long valuesNotCompared;

  /**
   * @param source what records of this log say where they are from
   * @param settled where the log ended before Kafka was read; what came later may have been too late
   */
  Tally(KeyShare share, String source, Position settled) {
    this.share = share;
    this.source = source;
    this.settled = settled;
  }

  private record Lane(String topic, String key, @Nullable String stream) {}

  void published(ConsumerRecord<byte[], byte[]> record) {
    byte @Nullable [] bytes = record.key();
    String key = bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    if (key == null ? !share.holdsTheRest() : !share.holds(key)) {
      return;
    }
    PublishedEvent event = read(record);
    @Nullable StreamVersion version = event == null ? null : event.version();
    if (key == null || event == null || version == null || !event.source().equals(source)) {
      others++;
      return;
    }
    published++;
    int print = event.isJson()
        ? print(record.topic(), key, version.value(), event.data())
        : printWithoutValue(record.topic(), key, version.value());
    Lane lane = new Lane(record.topic(), key, event.subject());
    if (prints.putIfAbsent(event.id(), print) != null) {
      duplicates++;
    } else if (versions.merge(lane, version.value(), Math::max) > version.value()) {
      outOfOrder++;
    }
  }

  private static @Nullable PublishedEvent read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return PublishedEvent.from(record);
    } catch (UnreadableRecordException e) {
      return null;
    }
  }

  /**
   * @param decided what became of it if it was parked
   */
  void recorded(RecordedEvent event, Route route, @Nullable State decided) {
    if (route instanceof Route.To to) {
      if (share.holds(to.key())) {
        compare(event, to, decided);
      }
    } else if (route instanceof Route.Refused && share.holdsTheRest()) {
      events++;
      count(decided == State.DISCARDED ? State.DISCARDED : State.PARKED);
    }
  }

  private void compare(RecordedEvent event, Route.To to, @Nullable State decided) {
    Integer print = prints.remove(event.id());
    if (print == null && event.position().isAfter(settled)) {
      return;
    }
    events++;
    long version = event.version().value();
    if (print == null) {
      count(decided);
    } else if (print == printWithoutValue(to.topic(), to.key(), version)) {
      valuesNotCompared++;
    } else if (print != print(to.topic(), to.key(), version, event.payloadJson())) {
      count(null);
    }
  }

  private void count(@Nullable State decided) {
    if (decided == State.PARKED) {
      parked++;
    } else if (decided == State.DISCARDED) {
      discarded++;
    } else {
      missing++;
    }
  }

  Reconciliation result() {
    return new Reconciliation(
        events,
        published,
        missing,
        parked,
        discarded,
        duplicates,
        outOfOrder,
        prints.size(),
        others,
        valuesNotCompared);
  }

  /**
   * Of a value in another format. What the log would be written as today need not be what it was written
   * as then: schemas get other ids, and old revisions may be brought up to date or not.
   */
  private static int printWithoutValue(String topic, String key, long version) {
    return Objects.hash(topic, key, version);
  }

  private static int print(String topic, String key, long version, byte[] payload) {
    return Objects.hash(topic, key, version, Arrays.hashCode(payload));
  }
}
