package dev.cairn.bank;

import dev.cairn.embedded.EmbeddedKafka;
import dev.cairn.outbox.RelaySettings;
import dev.cairn.outbox.TopicSettings;
import dev.cairn.outbox.reconciliation.Reconciliation;
import dev.cairn.outbox.settings.KafkaSettings;
import java.nio.file.Path;

/** Where the bank publishes to: a cluster of Kafka, and the topics there. */
public final class BankKafka implements AutoCloseable {

  private final Runnable server;
  private final KafkaSettings settings;
  private final RelaySettings relay;

  private BankKafka(Runnable server, KafkaSettings settings, String prefix, TopicSettings topics) {
    this.server = server;
    this.settings = settings;
    this.relay = RelaySettings.publishingTo(prefix).withTopics(topics);
  }

  /** A broker of the bank's own, which runs until this is closed. */
  public static BankKafka at(Path directory, String prefix) {
    EmbeddedKafka server = EmbeddedKafka.at(brokerIn(directory));
    return new BankKafka(
        server::close,
        KafkaSettings.of(server.clientSettings()),
        prefix,
        TopicSettings.singleBroker());
  }

  /** A broker that runs already, by itself. */
  public static BankKafka on(EmbeddedKafka server, String prefix) {
    return new BankKafka(
        () -> {}, KafkaSettings.of(server.clientSettings()), prefix, TopicSettings.singleBroker());
  }

  /** Where a bank in that directory keeps its broker. */
  public static Path brokerIn(Path directory) {
    return directory.resolve("kafka");
  }

  /** A cluster that runs already; topics that are missing get so many replicas. */
  public static BankKafka connect(KafkaSettings settings, String prefix, int replication) {
    TopicSettings topics =
        TopicSettings.defaults().withReplication((short) replication, Math.max(1, replication - 1));
    return new BankKafka(() -> {}, settings, prefix, topics);
  }

  public KafkaSettings settings() {
    return settings;
  }

  public RelaySettings relay() {
    return relay;
  }

  /** The log of the bank beside what consumers see. */
  public Reconciliation reconcile(Bank bank) {
    return Reconciliation.of(bank.store(), settings, relay, read -> {});
  }

  /** A broker of the bank's own stops. */
  @Override
  public void close() {
    server.run();
  }
}
