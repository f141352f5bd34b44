package dev.cairn.outbox.consumer;

import static dev.cairn.outbox.consumer.Checks.eventually;
import static dev.cairn.outbox.consumer.Checks.onceAndInOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.embedded.KafkaServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A member that is stopped past its session, and wakes when others have its partitions. */
final class ZombieIT {

  private final KafkaServer kafka = QuickKafka.server();
  private final TestDatabase database = new TestDatabase();
  private final TestGroup group = new TestGroup(kafka, 2);
  private final TestTopic topic = group.topic();

  @AfterEach
  void close() {
    group.close();
    database.close();
  }

  @Test
  void itsLateTransactionIsRolledBack() throws IOException {
    topic.publish(40, 4);
    try (ChildConsumer zombie = ChildConsumer.start(
        kafka,
        database,
        topic,
        "zombie",
        300,
        "session.timeout.ms=" + QuickKafka.SESSION,
        "heartbeat.interval.ms=300")) {
      zombie.line("handling");
      zombie.signal("STOP");
      long before = database.number("select count(*) from handled");

      group.start(QuickKafka.MEMBER, database.delivery(), TestGroup.settings());
      eventually(() -> onceAndInOrder(database.handled(), topic));

      zombie.signal("CONT");
      topic.publish(40, 4);
      eventually(() -> onceAndInOrder(database.handled(), topic));
      assertThat(
              database.number(
                  "select count(*) from handled where by = 'zombie'"
                      + " and place <= (select max(place) from handled where by = 'test' and version <= 10)"))
          .as("committed by the zombie before it was stopped, and nothing of its late transaction")
          .isEqualTo(before);
      eventually(() -> assertThat(topic.members()).isEqualTo(2));
      // It had fetched from one partition or from both.
      assertThat(zombie.end()).matches(".*taken over [12]");
    }
  }
}
