package dev.cairn.outbox.settings;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Whether what a topic is set to fits what the relay keeps there. */
record ExistingTopic(String subject, Map<String, String> settings, int copies, boolean cursor) {

  private static final String CLEANUP = "cleanup.policy";
  private static final String MESSAGE = "max.message.bytes";
  private static final String IN_SYNC = "min.insync.replicas";

  void check(Checked checked, Consumer<Finding> findings) {
    cleanup(findings);
    inSync(checked, findings);
    if (!cursor) {
      messages(checked, findings);
    }
    if (settings.getOrDefault("unclean.leader.election.enable", "false").equals("true")) {
      findings.accept(Finding.warning(
          subject,
          "has unclean.leader.election.enable.",
          "A copy that has fallen behind may become the leader, and records that were acknowledged"
              + " are gone.",
          "Set it to false."));
    }
  }

  private void cleanup(Consumer<Finding> findings) {
    String policy = settings.getOrDefault(CLEANUP, "");
    List<String> policies = List.of(policy.split("\\s*,\\s*"));
    if (cursor && !policy.isEmpty() && !policies.equals(List.of("compact"))) {
      findings.accept(Finding.error(
          subject,
          "holds the cursor, and has " + CLEANUP + " " + policy + ".",
          "Kafka deletes the cursor when it gets old, and the relay would not know where it stands.",
          "Set " + CLEANUP + " to compact, and nothing else."));
    }
    if (!cursor && policies.contains("compact")) {
      findings.accept(Finding.warning(
          subject,
          "holds events, and has " + CLEANUP + " " + policy + ".",
          "The key is the stream: Kafka removes all events of a stream but the last, and consumers"
              + " that are behind never see them.",
          "Set " + CLEANUP + " to delete, with a retention that consumers can live with."));
    }
  }

  private void inSync(Checked checked, Consumer<Finding> findings) {
    Cluster.number(settings, IN_SYNC).ifPresent(number -> inSync(checked, (int) number, findings));
  }

  private void inSync(Checked checked, int inSync, Consumer<Finding> findings) {
    if (inSync < checked.wants().minInsyncReplicas()) {
      findings.accept(Finding.error(
          subject,
          "has " + IN_SYNC + " " + inSync + ", and " + checked.wants().minInsyncReplicas()
              + " is wanted.",
          "Acknowledged records are on fewer brokers than was meant; the relay does not publish"
              + " there.",
          "Set it to " + checked.wants().minInsyncReplicas() + ", or want less."));
    } else {
      ReplicationRule.compare(subject, copies, inSync, findings);
    }
  }

  private void messages(Checked checked, Consumer<Finding> findings) {
    long request = checked.number("max.request.size");
    OptionalLong bytes = Cluster.number(settings, MESSAGE);
    if (bytes.isPresent() && request > bytes.getAsLong()) {
      findings.accept(Finding.warning(
          subject,
          "has " + MESSAGE + " " + bytes.getAsLong() + ", and max.request.size is " + request + ".",
          "Records of sizes between the two pass the producer and are refused by the broker, and"
              + " parked as too large.",
          "Lower max.request.size, or raise " + MESSAGE + "."));
    }
  }
}
