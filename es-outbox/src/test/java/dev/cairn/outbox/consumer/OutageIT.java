package dev.cairn.outbox.consumer;

import static dev.cairn.outbox.consumer.Checks.eventually;
import static dev.cairn.outbox.consumer.Checks.onceAndInOrder;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Servers that are killed under a consumer and come back. */
final class OutageIT {

  private final TestGroup group = new TestGroup(QuickKafka.server(), 2);
  private final TestTopic topic = group.topic();

  @AfterEach
  void close() {
    group.close();
  }

  @Tag("soak")
  @Test
  void aDatabaseThatIsKilledIsWaitedForAndNothingIsLostOrDoubledOrGivenUp() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.ephemeral();
        TestDatabase database = new TestDatabase(postgres)) {
      survivesAKill(postgres, database);
    }
  }

  private void survivesAKill(EmbeddedPostgres postgres, TestDatabase database) {
    AtomicInteger begun = new AtomicInteger();
    topic.publish(60, 5);
    EventConsumer consumer =
        group.start(Delivery.exactlyOnce(database.dataSource(), (event, transaction) -> {
          TestDatabase.write(event, transaction, "test");
          begun.incrementAndGet();
          transaction.execute("select pg_sleep(0.02)");
        }));
    eventually(() -> assertThat(begun).hasValueGreaterThan(10));

    postgres.kill();
    Checks.await().pollDelay(Duration.ofSeconds(1)).until(() -> !postgres.isRunning());
    topic.publish(20, 5);
    postgres.start();

    eventually(() -> onceAndInOrder(database.handled(), topic));
    assertThat(consumer.counts().failures())
        .as("attempts that were the events' fault")
        .isZero();
  }

  @Tag("soak")
  @Test
  void aBrokerThatIsKilledIsWaitedForAndNothingIsLostOrDoubled() {
    try (TestDatabase database = new TestDatabase()) {
      survivesAKillOfTheBroker(database);
    }
  }

  private void survivesAKillOfTheBroker(TestDatabase database) {
    topic.publish(100, 5);
    EventConsumer consumer =
        group.start(Delivery.exactlyOnce(database.dataSource(), (event, transaction) -> {
          TestDatabase.write(event, transaction, "test");
          transaction.execute("select pg_sleep(0.01)");
        }));
    eventually(() -> assertThat(consumer.counts().handled()).isPositive());

    QuickKafka.server().kill();
    QuickKafka.server().start();
    topic.publish(50, 5);

    eventually(() -> onceAndInOrder(database.handled(), topic));
    assertThat(consumer.ended().toCompletableFuture()).isNotDone();
    consumer.close();
  }
}
