package dev.cairn.outbox;

import dev.cairn.postgres.LogFollower;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.store.LogIdentity;

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
        store.follow(settings.filter(), settings.batchSize()),
        new Stop(),
        crashPoints);
  }

  String source(LogIdentity log) {
    return settings.source() == null ? "urn:cairn:" + log.log() : settings.source();
  }

  CursorTopic cursorTopic(DeliveryGuarantee.ExactlyOnce guarantee, LogIdentity log) {
    return new CursorTopic(kafka, topics, guarantee.prefix(), log, settings.name());
  }

  String transactionalId(DeliveryGuarantee.ExactlyOnce guarantee, LogIdentity log) {
    return guarantee.prefix() + "relay." + settings.name() + "." + log.log();
  }

  Publisher publisher(RelayLedger ledger) {
    LogIdentity log = ledger.identity();
    if (settings.guarantee() instanceof DeliveryGuarantee.ExactlyOnce exactlyOnce) {
      return new ExactlyOncePublisher(
          ledger,
          cursorTopic(exactlyOnce, log),
          kafka,
          transactionalId(exactlyOnce, log),
          crashPoints);
    }
    return settings.guarantee() instanceof DeliveryGuarantee.AtLeastOnce
        ? new AcknowledgedPublisher(ledger, kafka, crashPoints)
        : new AtMostOncePublisher(ledger, kafka, crashPoints);
  }
}
