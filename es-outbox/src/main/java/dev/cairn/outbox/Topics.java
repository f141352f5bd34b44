package dev.cairn.outbox;

import dev.cairn.outbox.RelayHaltedException.Reason;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure, once for each topic, that it is there and as safe as the settings ask for. */
final class Topics {

  private static final Logger log = LoggerFactory.getLogger(Topics.class);

  private final KafkaClients kafka;
  private final RelaySettings settings;
  private final Set<String> known = new HashSet<>();

  Topics(KafkaClients kafka, RelaySettings settings) {
    this.kafka = kafka;
    this.settings = settings;
  }

  /**
   * Returns when all of them can be published to.
   *
   * @throws RelayHaltedException if one is missing and not to be created, or less safe than asked for
   */
  void ensure(Collection<String> names) {
    for (String name : names) {
      if (!known.contains(name)) {
        ensure(name, settings.topics().partitions(), settings.topics().configs());
        requireNotOnlyCompacted(name);
        known.add(name);
      }
    }
  }

  /** Looks again at each topic when it is next used. */
  void forget() {
    known.clear();
  }

  void ensureCursorTopic(String name) {
    // Small segments, because only closed ones are compacted.
    Map<String, String> configs = Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_COMPACT,
        TopicConfig.SEGMENT_BYTES_CONFIG,
        Integer.toString(16 * 1024 * 1024),
        TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
        "0.1");
    ensure(name, 1, configs);
    Optional<String> policy = value(config(name), TopicConfig.CLEANUP_POLICY_CONFIG);
    if (policy.isPresent() && !policy.get().equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
      throw halted("the topic " + name + " has cleanup.policy=" + policy.get()
          + ", and so would lose the cursor some day; it has to be compact");
    }
  }

  private void ensure(String name, int partitions, Map<String, String> configs) {
    Optional<TopicDescription> there = description(name);
    if (there.isEmpty()) {
      create(name, partitions, configs);
      return;
    }
    int replicas = there.get().partitions().get(0).replicas().size();
    if (settings.topics().replicationFactor() > replicas) {
      throw halted(
          "the topic " + name + " has " + replicas + " replicas, and "
              + settings.topics().replicationFactor()
              + " are asked for; add replicas (kafka-reassign-partitions), or ask for fewer in TopicSettings");
    }
    int minInsync = value(config(name), TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG)
        .map(Integer::parseInt)
        .orElse(settings.topics().minInsyncReplicas());
    if (settings.topics().minInsyncReplicas() > minInsync) {
      throw halted("the topic " + name + " has min.insync.replicas=" + minInsync + ", and "
          + settings.topics().minInsyncReplicas()
          + " are asked for; raise it (kafka-configs --alter), or ask for fewer in TopicSettings");
    }
  }

  /** A compacted topic keeps the last event of a stream only; that is for others to decide, but to be said. */
  private void requireNotOnlyCompacted(String name) {
    value(config(name), TopicConfig.CLEANUP_POLICY_CONFIG)
        .filter(TopicConfig.CLEANUP_POLICY_COMPACT::equals)
        .ifPresent(policy -> log.warn(
            "The topic {} is compacted: of each stream it keeps little more than the last event",
            name));
  }

  private void create(String name, int partitions, Map<String, String> configs) {
    TopicSettings wanted = settings.topics();
    if (!wanted.createMissing()) {
      throw halted(
          "there is no topic " + name
              + ", and it is not to create any; create it with the partitions and replicas that it is to have"
              + " (kafka-topics --create), or let the relay do it with TopicSettings.withCreateMissing");
    }
    Map<String, String> all = new HashMap<>(configs);
    // The broker's clock: it refuses records from processes whose own clocks are far ahead.
    all.putIfAbsent(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    all.putIfAbsent(
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(wanted.minInsyncReplicas()));
    Optional<Short> replicas = wanted.replicationFactor() == -1
        ? Optional.empty()
        : Optional.of(wanted.replicationFactor());
    NewTopic topic = new NewTopic(name, Optional.of(partitions), replicas).configs(all);
    try {
      KafkaClients.answer(kafka.admin().createTopics(List.of(topic)).all());
      awaitLeaders(name, partitions);
      log.info(
          "Created the topic {} with {} partitions, replication {} and {}",
          name,
          partitions,
          wanted.replicationFactor(),
          all);
    } catch (TopicExistsException e) {
      log.debug("Somebody else has created the topic {} at the same moment", name);
    } catch (InvalidReplicationFactorException e) {
      throw halted("the topic " + name + " cannot be created with " + wanted.replicationFactor()
          + " replicas (" + e.getMessage()
          + "); for a single broker use TopicSettings.singleBroker()");
    } catch (InvalidTopicException | PolicyViolationException | TopicAuthorizationException e) {
      throw halted("the topic " + name + " may not be created (" + e.getMessage()
          + "); create it, grant the relay the right to, or route to another");
    }
  }

  /**
   * Returns when every partition has a leader that answers. Records sent before may be refused and taken in
   * the wrong order of attempts, which an idempotent producer does not get over until it times out.
   */
  private void awaitLeaders(String name, int partitions) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (int partition = 0; partition < partitions; partition++) {
      latest.put(new TopicPartition(name, partition), OffsetSpec.latest());
    }
    // Asked too early, the client writes an error to the application's log.
    KafkaClients.persistently(
        () -> KafkaClients.answer(kafka.admin().describeTopics(List.of(name)).allTopicNames()));
    KafkaClients.persistently(
        () -> KafkaClients.answer(kafka.admin().listOffsets(latest).all()));
  }

  boolean isThere(String name) {
    return description(name).isPresent();
  }

  private Optional<TopicDescription> description(String name) {
    try {
      return Optional.ofNullable(
          KafkaClients.answer(kafka.admin().describeTopics(List.of(name)).allTopicNames())
              .get(name));
    } catch (UnknownTopicOrPartitionException e) {
      return Optional.empty();
    }
  }

  private Config config(String name) {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
    try {
      return Objects.requireNonNull(
          KafkaClients.answer(kafka.admin().describeConfigs(List.of(topic)).all())
              .get(topic));
    } catch (TopicAuthorizationException e) {
      log.info("The settings of the topic {} may not be read, and so are not checked", name);
      return new Config(List.of());
    } catch (UnknownTopicOrPartitionException e) {
      // Created a moment ago, and not known to every broker yet.
      return new Config(List.of());
    }
  }

  private static Optional<String> value(Config config, String name) {
    return Optional.ofNullable(config.get(name)).map(entry -> entry.value());
  }

  private RelayHaltedException halted(String problem) {
    return new RelayHaltedException(settings.name(), Reason.TOPIC, problem, null);
  }
}
