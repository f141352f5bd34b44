package dev.cairn.outbox.settings;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What an Admin client is told, within a deadline. What the cluster refuses to tell comes as the {@link
 * KafkaException} that says why.
 */
final class Cluster {

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

  private final Admin admin;
  private final Deadline deadline;
  private final String id;
  private final List<Node> nodes;

  private Cluster(Admin admin, Deadline deadline, String id, List<Node> nodes) {
    this.admin = admin;
    this.deadline = deadline;
    this.id = id;
    this.nodes = nodes;
  }

  static Cluster of(Admin admin, Deadline deadline) {
    DescribeClusterResult described = admin.describeCluster();
    Collection<Node> nodes = got(described.nodes(), deadline);
    String id = got(described.clusterId(), deadline);
    return new Cluster(admin, deadline, id, List.copyOf(nodes));
  }

  String id() {
    return id;
  }

  /** Those that are up. */
  List<Node> nodes() {
    return nodes;
  }

  /** The level of the cluster's metadata; empty if it has none, as with ZooKeeper. */
  Optional<Short> metadataVersion() {
    return Optional.ofNullable(got(admin.describeFeatures().featureMetadata(), deadline)
            .finalizedFeatures()
            .get("metadata.version"))
        .map(range -> range.maxVersionLevel());
  }

  /** A setting, if it is there and a number. */
  static OptionalLong number(Map<String, String> settings, String key) {
    String value = settings.getOrDefault(key, "");
    return NUMBER.matcher(value).matches()
        ? OptionalLong.of(Long.parseLong(value))
        : OptionalLong.empty();
  }

  /** The settings of each broker. */
  Map<Integer, Map<String, String>> brokerSettings() {
    Map<Integer, Map<String, String>> all = new TreeMap<>();
    for (Node node : nodes) {
      all.put(node.id(), settings(ConfigResource.Type.BROKER, node.idString()));
    }
    return all;
  }

  Map<String, String> topicSettings(String topic) {
    return settings(ConfigResource.Type.TOPIC, topic);
  }

  private Map<String, String> settings(ConfigResource.Type type, String name) {
    ConfigResource resource = new ConfigResource(type, name);
    Config config = Objects.requireNonNull(
        got(admin.describeConfigs(List.of(resource)).all(), deadline).get(resource));
    Map<String, String> settings = new TreeMap<>();
    for (ConfigEntry entry : config.entries()) {
      if (entry.value() != null) {
        settings.put(entry.name(), entry.value());
      }
    }
    return settings;
  }

  /** Empty if there is no such topic. */
  Optional<TopicDescription> topic(String name) {
    DescribeTopicsOptions options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
    try {
      return Optional.ofNullable(
          got(admin.describeTopics(List.of(name), options).allTopicNames(), deadline)
              .get(name));
    } catch (UnknownTopicOrPartitionException e) {
      return Optional.empty();
    }
  }

  private static <T> T got(KafkaFuture<T> future, Deadline deadline) {
    try {
      return future.get(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
    } catch (TimeoutException e) {
      throw new org.apache.kafka.common.errors.TimeoutException(e);
    } catch (InterruptedException e) {
      throw new InterruptException(e); // sets the flag again
    }
  }
}
