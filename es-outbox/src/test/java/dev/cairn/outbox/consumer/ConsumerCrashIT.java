package dev.cairn.outbox.consumer;

import static dev.cairn.outbox.consumer.Checks.eventually;
import static dev.cairn.outbox.consumer.Checks.onceAndInOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.embedded.KafkaServer;
import dev.cairn.embedded.Servers;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Consumer processes that are killed while they handle. */
final class ConsumerCrashIT {

  private static final int KILLS = Integer.getInteger("cairn.kills", 4);
  private static final int EVENTS = 100 * (KILLS - 1);

  private final KafkaServer kafka = Servers.sharedKafka();
  private final TestDatabase database = new TestDatabase();
  private final TestTopic topic = new TestTopic(kafka, 3);

  @AfterEach
  void close() {
    topic.close();
    database.close();
  }

  @Test
  void everyEventIsHandledOnceWhateverIsKilledWhen() {
    long seed = Long.getLong("cairn.seed", System.nanoTime());
    System.out.println("ConsumerCrashIT: -Dcairn.seed=" + seed);
    Random random = new Random(seed);
    topic.publish(EVENTS, 11);

    int handled = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      try (ChildConsumer child = child("victim-" + kill)) {
        child.line("handling");
        // Anywhere within the handling, the moving of the offset, the commit and what is between.
        LockSupport.parkNanos(random.nextInt(250_000_000));
        child.kill();
      }
      int now = database.handled().size();
      assertThat(now).isBetween(handled, EVENTS - 1);
      handled = now;
    }
    assertThat(handled).as("there was work between the kills").isPositive();

    try (ChildConsumer last = child("last")) {
      last.line("handling");
      eventually(() -> onceAndInOrder(database.handled(), topic));
    }
  }

  /** With a name that the group knows, it has its partitions again at once. */
  private ChildConsumer child(String name) {
    return ChildConsumer.start(kafka, database, topic, name, 4, "group.instance.id=one");
  }
}
