package dev.cairn.benchmarks;

import dev.cairn.event.Position;
import dev.cairn.outbox.CursorReset;
import dev.cairn.outbox.OutboxRelay;
import dev.cairn.outbox.OutboxSchema;
import dev.cairn.outbox.RelaySettings;
import dev.cairn.outbox.TopicSettings;
import dev.cairn.outbox.settings.KafkaSettings;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;

/** A log, and relays that publish it, or a part of it, each time under new names. */
final class RelayRun {

  private static final int PARTITIONS = 6;

  private final PostgresEventStore store;
  private final Map<String, Object> kafka;
  private int runs;

  /** The log in a schema, with the tables that a relay needs. */
  RelayRun(BenchmarkDatabase database, String schema, Map<String, Object> kafka) {
    OutboxSchema.migrate(database.pool(2), schema);
    this.store = PostgresEventStore.open(
        database.pool(6), Transfers.CODEC, PostgresSettings.defaults().withSchema(schema));
    this.kafka = kafka;
  }

  PostgresEventStore store() {
    return store;
  }

  /** Settings for a relay that has never run. */
  RelaySettings next() {
    runs++;
    String name = "bench-" + System.nanoTime() + "-" + runs;
    return RelaySettings.publishingTo(name + ".")
        .withName(name)
        .withTopics(TopicSettings.singleBroker().withPartitions(PARTITIONS));
  }

  OutboxRelay start(RelaySettings settings) {
    OutboxRelay relay = OutboxRelay.start(store, KafkaSettings.of(kafka), settings);
    relay.ended().whenComplete((nothing, failure) -> {
      if (failure != null) {
        // There is nothing to measure any more, and the figure would wait for ever.
        System.err.println(failure);
        System.exit(1);
      }
    });
    return relay;
  }

  /** Events per second over the last events of the log, from the first commit, which also makes topics, to the last. */
  double rateOfLast(long events) throws Exception {
    RelaySettings settings = next();
    Position head = store.head();
    new CursorReset(store, KafkaSettings.of(kafka), settings)
        .to(new Position(head.value() - events));
    OutboxRelay relay = start(settings);
    Position start = new Position(head.value() - events);
    awaitCursor(relay, cursor -> cursor.isAfter(start));
    long begun = System.nanoTime();
    long first = relay.state().cursor().value();
    awaitCursor(relay, head::equals);
    double rate = (head.value() - first) / ((System.nanoTime() - begun) / 1e9);
    relay.close();
    delete(settings.name());
    return rate;
  }

  private static void awaitCursor(OutboxRelay relay, Predicate<Position> reached) {
    while (!reached.test(relay.state().cursor())) {
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(100));
    }
  }

  /** Whether the relay has read its cursor and begins with the log. */
  static boolean isReady(OutboxRelay relay) {
    return relay.state().leading() && !relay.state().waiting();
  }

  /** Deletes the topics of a run, so that the disk does not fill up. */
  void delete(String name) throws Exception {
    try (Admin admin = Admin.create(kafka)) {
      List<String> topics = admin.listTopics().names().get().stream()
          .filter(topic -> topic.contains(name))
          .toList();
      admin
          .deleteTopics(topics)
          .all()
          .get(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
