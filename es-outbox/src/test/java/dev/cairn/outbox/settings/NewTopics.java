package dev.cairn.outbox.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.awaitility.Awaitility;

/** Topics of their own for tests. */
final class NewTopics {

  private NewTopics() {}

  /** A new one, when the broker knows of it. */
  static String create(Map<String, Object> client, int partitions, Map<String, String> configs) {
    String name = "t-" + UUID.randomUUID();
    try (Admin admin = Admin.create(client)) {
      admin
          .createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(configs)))
          .all()
          .get();
      // The controller answers, and the broker hears of it a moment later.
      Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> isKnown(admin, name));
      return name;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static boolean isKnown(Admin admin, String name) throws InterruptedException {
    try {
      admin.describeTopics(List.of(name)).allTopicNames().get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
