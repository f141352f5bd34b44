package dev.cairn.outbox.settings;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.ApiException;

/** Which cluster it is, and whether it is large enough. */
final class ClusterRule implements Rule {

  private static final String KEY = "cluster";

  private final Cluster cluster;

  ClusterRule(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void apply(Checked checked, Consumer<Finding> findings) {
    int brokers = cluster.nodes().size();
    findings.accept(Finding.info(
        KEY,
        "is " + cluster.id() + ", with " + brokers + " broker(s) up" + metadata() + ".",
        "It is where events will be published.",
        "Compare it with the cluster that was meant."));
    size(checked, brokers, findings);
    ClearTextRule.report(
        checked,
        cluster.nodes().stream()
            .map(node -> new BrokerAddress(node.host(), node.port()))
            .toList(),
        findings);
  }

  private String metadata() {
    try {
      return cluster
          .metadataVersion()
          .map(level -> ", metadata.version " + level)
          .orElse("");
    } catch (ApiException e) {
      return ""; // an old one, or one that does not tell
    }
  }

  private void size(Checked checked, int brokers, Consumer<Finding> findings) {
    int copies = checked.wants().replication();
    if (brokers < copies) {
      boolean allThere = allTopicsAreThere(checked);
      String problem = "has " + brokers + " broker(s) up, and topics want " + copies + " copies.";
      findings.accept(
          allThere
              ? Finding.warning(
                  KEY,
                  problem,
                  "The topics are there, but cannot have all their copies now.",
                  "Start the brokers that are down.")
              : Finding.error(
                  KEY,
                  problem,
                  "Topics that are missing cannot be created.",
                  "Start more brokers, or want fewer copies."));
    } else if (copies == 1 && brokers > 1) {
      findings.accept(Finding.warning(
          KEY,
          "has " + brokers + " brokers, and topics want a single copy.",
          "What is on a broker is away while it is down, and lost with its disk.",
          "Want three copies, or as many as there are brokers."));
    }
  }

  private boolean allTopicsAreThere(Checked checked) {
    String cursor = checked.wants().cursorTopic();
    return !checked.wants().topics().isEmpty()
        && Stream.concat(checked.wants().topics().stream(), Stream.ofNullable(cursor))
            .allMatch(this::isThere);
  }

  /** What may not be known is not counted as missing; TopicRule has it. */
  private boolean isThere(String topic) {
    try {
      return cluster.topic(topic).isPresent();
    } catch (ApiException e) {
      return true;
    }
  }
}
