package dev.cairn.outbox.consumer;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Asks the broker which topic of a name it has now; one that is deleted and made again has another id. */
final class TopicIds implements AutoCloseable {

  private final Map<String, Object> properties;
  private @Nullable Admin admin;

  /** @param properties of the admin client, which is made when it is first needed */
  TopicIds(Map<String, Object> properties) {
    this.properties = properties;
  }

  /**
   * The id of the topic with that name.
   *
   * @throws KafkaException if the broker cannot be reached, or there is no such topic
   */
  UUID of(String topic) {
    try {
      TopicDescription found = connected()
          .describeTopics(Set.of(topic))
          .allTopicNames()
          .get()
          .values()
          .iterator()
          .next();
      return new UUID(
          found.topicId().getMostSignificantBits(), found.topicId().getLeastSignificantBits());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e); // which sets the flag again
    }
  }

  private Admin connected() {
    if (admin == null) {
      admin = Admin.create(properties);
    }
    return admin;
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close();
    }
  }
}
