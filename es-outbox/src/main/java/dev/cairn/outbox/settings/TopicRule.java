package dev.cairn.outbox.settings;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;

/** Whether the topics that are there are fit, and may be written. */
final class TopicRule implements Rule {

  private final Cluster cluster;

  TopicRule(Cluster cluster) {
    this.cluster = cluster;
  }

  @Override
  public void apply(Checked checked, Consumer<Finding> findings) {
    checked.wants().topics().forEach(topic -> topic(checked, topic, false, findings));
    Stream.ofNullable(checked.wants().cursorTopic())
        .forEach(topic -> topic(checked, topic, true, findings));
  }

  private void topic(Checked checked, String name, boolean cursor, Consumer<Finding> findings) {
    String subject = "topic " + name;
    try {
      Optional<TopicDescription> there = cluster.topic(name);
      if (there.isEmpty()) {
        missing(checked, subject, findings);
        return;
      }
      rights(there.get(), subject, cursor, findings);
      form(checked, there.get(), subject, cursor, findings);
    } catch (AuthorizationException e) {
      findings.accept(Finding.error(
          subject,
          "may not be seen by this user.",
          "Who may write a topic may see it too; so nothing can be published there.",
          "Give the user the rights to WRITE and DESCRIBE" + (cursor ? ", and to READ." : ".")));
      return;
    } catch (InvalidTopicException e) {
      findings.accept(Finding.error(
          subject,
          "has a name that Kafka refuses.",
          "Topics have 1 to 249 letters, digits, '.', '_' and '-'.",
          "Choose another name."));
      return;
    }
    settings(checked, name, cursor, findings);
  }

  private static void missing(Checked checked, String subject, Consumer<Finding> findings) {
    findings.accept(
        checked.wants().createsTopics()
            ? Finding.info(
                subject,
                "is not there.",
                "The relay creates it, with what is wanted.",
                "Nothing is to be done, if the user has the right to CREATE it.")
            : Finding.error(
                subject,
                "is not there, and the relay is not to create topics.",
                "Its events could not be published.",
                "Create it, or let the relay do so."));
  }

  /** Old brokers do not tell the rights; then nothing is said. */
  private static void rights(
      TopicDescription topic, String subject, boolean cursor, Consumer<Finding> findings) {
    Set<AclOperation> rights = topic.authorizedOperations();
    if (rights == null || rights.contains(AclOperation.ALL)) {
      return;
    }
    for (AclOperation wanted :
        cursor ? List.of(AclOperation.WRITE, AclOperation.READ) : List.of(AclOperation.WRITE)) {
      if (!rights.contains(wanted)) {
        findings.accept(Finding.error(
            subject,
            "does not let this user " + wanted + ".",
            cursor ? "The relay keeps its cursor there." : "Its events could not be published.",
            "Give the user the right to " + wanted + "."));
      }
    }
  }

  private static void form(
      Checked checked,
      TopicDescription topic,
      String subject,
      boolean cursor,
      Consumer<Finding> findings) {
    int wanted = checked.wants().partitions();
    int partitions = topic.partitions().size();
    if (!cursor && partitions != wanted) {
      findings.accept(Finding.warning(
          subject,
          "has " + partitions + " partition(s), and " + wanted + " are wanted.",
          "It is used as it is. Partitions that are added later move streams to other partitions,"
              + " where their events may overtake earlier ones.",
          "Want " + partitions + ", or make a new topic and publish the log to it."));
    }
    int copies = copies(topic);
    if (copies < checked.wants().replication()) {
      findings.accept(Finding.error(
          subject,
          "has " + copies + " copies, and " + checked.wants().replication() + " are wanted.",
          "It survives fewer broken brokers than was meant; the relay does not publish there.",
          "Give it more with kafka-reassign-partitions, or want " + copies + "."));
    }
    long leaderless =
        topic.partitions().stream().filter(part -> part.leader() == null).count();
    if (leaderless > 0) {
      findings.accept(Finding.warning(
          subject,
          "has " + leaderless + " partition(s) without a leader.",
          "Nothing can be written there until a broker that has them comes back.",
          "Start the brokers that are down."));
    }
  }

  private static int copies(TopicDescription topic) {
    return topic.partitions().stream()
        .map(TopicPartitionInfo::replicas)
        .mapToInt(List::size)
        .min()
        .orElse(0);
  }

  private void settings(Checked checked, String name, boolean cursor, Consumer<Finding> findings) {
    String subject = "topic " + name;
    try {
      Optional<TopicDescription> there = cluster.topic(name);
      if (there.isPresent()) {
        Map<String, String> settings = cluster.topicSettings(name);
        new ExistingTopic(subject, settings, copies(there.get()), cursor).check(checked, findings);
      }
    } catch (AuthorizationException e) {
      findings.accept(Finding.info(
          subject,
          "could not be checked further: this user may not read its settings.",
          "cleanup.policy, min.insync.replicas and max.message.bytes may not fit.",
          "Give the user the right to DESCRIBE_CONFIGS of the topic, or check them by hand."));
    }
  }
}
