package dev.cairn.outbox;

import dev.cairn.InvalidInputException;
import java.util.Map;

/**
 * How the topics are that the relay publishes to.
 *
 * @param createMissing whether the relay creates topics that are not there; if not, it refuses to publish
 *     until somebody has
 * @param partitions of a topic that it creates; to change it later moves keys to other partitions, so take
 *     enough
 * @param replicationFactor of a topic that it creates, and the least that it accepts; -1 for the broker's default
 * @param minInsyncReplicas of a topic that it creates, and the least that it accepts
 * @param configs further settings of a topic that it creates, such as {@code retention.ms}; unless they
 *     say otherwise, its records have the time at which the broker took them
 */
public record TopicSettings(
    boolean createMissing,
    int partitions,
    short replicationFactor,
    int minInsyncReplicas,
    Map<String, String> configs) {

  public TopicSettings {
    if (partitions < 1) {
      throw new InvalidInputException(
          "partitions", "are " + partitions + "; a topic has at least 1");
    }
    if (replicationFactor < 1 && replicationFactor != -1) {
      throw new InvalidInputException(
          "replication factor",
          "is " + replicationFactor + "; it is at least 1, or -1 for the broker's");
    }
    if (minInsyncReplicas < 1
        || (replicationFactor != -1 && minInsyncReplicas > replicationFactor)) {
      throw new InvalidInputException(
          "min.insync.replicas",
          "is " + minInsyncReplicas + "; it is at least 1 and at most the replication factor, "
              + replicationFactor);
    }
    configs = Map.copyOf(configs);
  }

  /** Missing topics are created with 6 partitions, 3 replicas, of which 2 have to be in sync. */
  public static TopicSettings defaults() {
    return new TopicSettings(true, 6, (short) 3, 2, Map.of());
  }

  /** As {@link #defaults()} with one replica: for a single broker, as in development and tests. */
  public static TopicSettings singleBroker() {
    return new TopicSettings(true, 6, (short) 1, 1, Map.of());
  }

  public TopicSettings withCreateMissing(boolean create) {
    return new TopicSettings(create, partitions, replicationFactor, minInsyncReplicas, configs);
  }

  public TopicSettings withPartitions(int number) {
    return new TopicSettings(createMissing, number, replicationFactor, minInsyncReplicas, configs);
  }

  /** With this replication factor, and as many replicas that have to be in sync. */
  public TopicSettings withReplication(short factor, int minInsync) {
    return new TopicSettings(createMissing, partitions, factor, minInsync, configs);
  }

  public TopicSettings withConfigs(Map<String, String> all) {
    return new TopicSettings(createMissing, partitions, replicationFactor, minInsyncReplicas, all);
  }
}
