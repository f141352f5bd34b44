package dev.cairn.outbox;

import dev.cairn.postgres.LogFollower;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.store.LogIdentity;
import java.util.List;

/** What a relay works with in every term. */
record RelayParts(
    PostgresEventStore store,
    KafkaClients kafka,
    RelaySettings settings,
    Topics topics,
    LogFollower follower,
    Stop stop,
    CrashPoints crashPoints) {

  static RelayParts of(
      PostgresEventStore store,
      KafkaClients kafka,
      RelaySettings settings,
      CrashPoints crashPoints) {
    return new RelayParts(
        store,
        kafka,
        settings,
        new Topics(kafka, settings),
        store.follow(settings.storedFilter(store.codec()), settings.batchSize()),
        new Stop(),
        crashPoints);
  }

  private RecordWriting recordWriting(LogIdentity log) {
    return new RecordWriting(
        settings.mode(), settings.values(), settings.sourceOf(log), kafka.largestRequest());
  }

  CursorTopic cursorTopic(DeliveryGuarantee.ExactlyOnce guarantee, LogIdentity log) {
    return new CursorTopic(kafka, topics, guarantee.prefix(), log, settings.name());
  }

  /** Those of the two producers that take turns. */
  private List<String> transactionalIds(DeliveryGuarantee.ExactlyOnce guarantee, LogIdentity log) {
    String id = guarantee.prefix() + "relay." + settings.name() + "." + log.log();
    return List.of(id + ".0", id + ".1");
  }

  Publisher publisher(RelayLedger ledger) {
    if (settings.guarantee() instanceof DeliveryGuarantee.ExactlyOnce guarantee) {
      return exactlyOnce(guarantee, ledger);
    }
    RecordWriting writing = recordWriting(ledger.identity());
    return settings.guarantee() instanceof DeliveryGuarantee.AtLeastOnce
        ? new AcknowledgedPublisher(ledger, kafka, writing, crashPoints)
        : new AtMostOncePublisher(ledger, kafka, writing, crashPoints);
  }

  ExactlyOncePublisher exactlyOnce(DeliveryGuarantee.ExactlyOnce guarantee, RelayLedger ledger) {
    LogIdentity log = ledger.identity();
    return new ExactlyOncePublisher(
        ledger,
        cursorTopic(guarantee, log),
        recordWriting(log),
        transactionalIds(guarantee, log),
        kafka,
        crashPoints);
  }
}
