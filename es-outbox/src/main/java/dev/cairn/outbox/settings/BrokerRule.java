package dev.cairn.outbox.settings;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;

/** Whether the brokers let the relay do what it wants. */
final class BrokerRule implements Rule {

  private static final String TRANSACTIONS = "__transaction_state";
  private static final String LONGEST = "transaction.max.timeout.ms";
  private static final String COPIES = "transaction.state.log.replication.factor";
  private static final String IN_SYNC = "transaction.state.log.min.isr";
  private static final String MESSAGE = "message.max.bytes";

  private final Cluster cluster;

  BrokerRule(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void apply(Checked checked, Consumer<Finding> findings) {
    Collection<Map<String, String>> brokers;
    try {
      brokers = cluster.brokerSettings().values();
    } catch (AuthorizationException e) {
      findings.accept(Finding.info(
          "broker settings",
          "could not be checked: this user may not read them.",
          LONGEST + ", " + COPIES + " and " + MESSAGE + " may not fit, and it would show later.",
          "Give the user the right to DESCRIBE_CONFIGS of the cluster, or check them by hand."));
      return;
    }
    numbers(brokers, MESSAGE).min().ifPresent(bytes -> messages(checked, bytes, findings));
    if (checked.wants().exactlyOnce()) {
      numbers(brokers, LONGEST).min().ifPresent(most -> timeout(checked, most, findings));
      transactionLog(brokers, findings);
    }
  }

  private static LongStream numbers(Collection<Map<String, String>> brokers, String key) {
    return brokers.stream().flatMapToLong(broker -> Cluster.number(broker, key).stream());
  }

  private static void timeout(Checked checked, long most, Consumer<Finding> findings) {
    Duration wanted = checked.transactionTimeout();
    if (wanted.toMillis() > most) {
      findings.accept(Finding.error(
          TimeoutRule.TRANSACTION,
          "is " + wanted.toMillis() + " ms, and the brokers' " + LONGEST + " is " + most + ".",
          "The brokers refuse the producer (InvalidTxnTimeout).",
          "Lower it to " + most + " or less, or raise " + LONGEST + " at the brokers."));
    }
  }

  private static void messages(Checked checked, long bytes, Consumer<Finding> findings) {
    long request = checked.number("max.request.size");
    if (request > bytes) {
      findings.accept(Finding.warning(
          "max.request.size",
          "is " + request + ", and the brokers' " + MESSAGE + " is " + bytes + ".",
          "Records of sizes between the two pass the producer and are refused by the broker, and"
              + " parked as too large.",
          "Lower it to " + bytes + ", or raise " + MESSAGE
              + " (max.message.bytes of the topics)."));
    }
  }

  private void transactionLog(Collection<Map<String, String>> brokers, Consumer<Finding> findings) {
    OptionalLong copies = numbers(brokers, COPIES).max();
    OptionalLong inSync = numbers(brokers, IN_SYNC).max();
    int up = cluster.nodes().size();
    Optional<TopicDescription> existing = existing();
    if (existing.isEmpty() && copies.isPresent() && copies.getAsLong() > up) {
      findings.accept(Finding.error(
          COPIES,
          "is " + copies.getAsLong() + ", and " + up + " broker(s) are up.",
          "The topic " + TRANSACTIONS
              + " cannot be made: the first transaction waits until it times" + " out.",
          "Start more brokers, or set it to " + up + " at the brokers."));
      return;
    }
    long there = existing
        .map(topic -> (long) topic.partitions().get(0).replicas().size())
        .orElse(copies.orElse(0));
    if (there == 1 && up > 1) {
      findings.accept(Finding.warning(
          COPIES,
          "is 1, with " + up + " brokers.",
          "While the broker with the relay's part of " + TRANSACTIONS
              + " is down, nothing is published; if it loses its disk, so is the fencing of old relays.",
          "Set it to 3, and give the topic more copies if it is there."));
    }
    if (there > 0 && inSync.isPresent() && inSync.getAsLong() > 1) {
      ReplicationRule.compare(TRANSACTIONS, (int) there, (int) inSync.getAsLong(), findings);
    }
  }

  /** Empty too if nobody may know. */
  private Optional<TopicDescription> existing() {
    try {
      return cluster.topic(TRANSACTIONS);
    } catch (ApiException e) {
      return Optional.empty();
    }
  }
}
