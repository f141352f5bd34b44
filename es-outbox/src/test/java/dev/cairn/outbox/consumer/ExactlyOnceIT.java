package dev.cairn.outbox.consumer;

import static dev.cairn.outbox.consumer.Checks.eventually;
import static dev.cairn.outbox.consumer.Checks.failure;
import static dev.cairn.outbox.consumer.Checks.onceAndInOrder;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A consumer with its offsets in the transactions of its handler. */
final class ExactlyOnceIT {

  private final TestDatabase database = new TestDatabase();
  private final TestGroup group = new TestGroup(2);
  private final TestTopic topic = group.topic();

  @AfterEach
  void close() {
    group.close();
    database.close();
  }

  @Test
  void everyEventIsHandledOnceAndSoItIsByTheNextConsumer() {
    topic.publish(300, 7);
    EventConsumer first = group.start(database.delivery());
    eventually(() -> onceAndInOrder(database.handled(), topic));
    first.close();
    assertThat(first.counts().handled()).isEqualTo(300);

    topic.publish(100, 9);
    group.start(database.delivery());
    eventually(() -> onceAndInOrder(database.handled(), topic));
    assertThat(topic.committed(0))
        .as("the offsets of the database are the only ones")
        .isEmpty();
  }

  @Test
  void whatAFailingHandlerHasWrittenIsRolledBackAndThatOfTheEventsBeforeItIsNot() {
    AtomicInteger tries = new AtomicInteger();
    topic.publish("a", "a", "a", "a", "a", "a");
    EventConsumer consumer =
        group.start(Delivery.exactlyOnce(database.dataSource(), (event, transaction) -> {
          TestDatabase.write(event, transaction, "test");
          if (Objects.requireNonNull(event.version()).value() == 4 && tries.incrementAndGet() < 3) {
            throw new IllegalStateException("not yet");
          }
        }));

    eventually(() -> onceAndInOrder(database.handled(), topic));
    assertThat(tries).hasValue(3);
    assertThat(consumer.counts().handled()).isEqualTo(6);
  }

  @Test
  void anEventThatFailsForGoodLeavesEverythingBeforeItDone() {
    topic.publish("a", "a", "a");
    EventConsumer consumer =
        group.start(Delivery.exactlyOnce(database.dataSource(), (event, transaction) -> {
          TestDatabase.write(event, transaction, "test");
          if (Objects.requireNonNull(event.version()).value() == 3) {
            throw new IllegalStateException("never");
          }
        }));

    assertThat(failure(consumer))
        .isInstanceOfSatisfying(
            EventNotHandledException.class, e -> assertThat(e.attempts()).isEqualTo(3));
    assertThat(database.handled()).containsExactly("a#1", "a#2");
    group.start(database.delivery());
    eventually(() -> assertThat(database.handled()).containsExactly("a#1", "a#2", "a#3"));
  }

  @Test
  void anErrorOfTheDatabaseThatTheHandlerKeepsToItselfFailsTheTransaction() {
    topic.publish("a", "a");
    EventConsumer consumer =
        group.start(Delivery.exactlyOnce(database.dataSource(), (event, transaction) -> {
          TestDatabase.write(event, transaction, "test");
          try {
            transaction.execute("select 1 / 0");
          } catch (RuntimeException kept) {
            assertThat(kept).hasMessageContaining("division by zero");
          }
        }));

    assertThat(failure(consumer)).isInstanceOf(EventNotHandledException.class);
    assertThat(database.handled()).isEmpty();
  }

  @Test
  void aConstraintThatIsCheckedAtTheCommitCountsAsAFailureOfTheEvent() {
    database
        .jdbi()
        .useHandle(handle -> handle.execute(
            "create table strict (id integer unique deferrable initially deferred)"));
    topic.publish("a", "a");
    EventConsumer consumer =
        group.start(Delivery.exactlyOnce(database.dataSource(), (event, transaction) -> {
          TestDatabase.write(event, transaction, "test");
          transaction.execute("insert into strict values (1)");
        }));

    assertThat(failure(consumer))
        .isInstanceOfSatisfying(
            EventNotHandledException.class, e -> assertThat(e.offset()).isEqualTo(1));
    assertThat(database.handled()).containsExactly("a#1");
  }

  @Test
  void aHandlerThatEndsTheTransactionItselfIsToldSo() {
    topic.publish("a");
    EventConsumer consumer = group.start(Delivery.exactlyOnce(
        database.dataSource(), (event, transaction) -> transaction.rollback()));

    assertThat(failure(consumer)).rootCause().hasMessageContaining("has ended the transaction");
  }

  @Test
  void aConnectionThatBreaksCostsTheEventNoAttempt() {
    AtomicInteger broken = new AtomicInteger();
    topic.publish("a", "a", "b");
    EventConsumer consumer =
        group.start(Delivery.exactlyOnce(database.dataSource(), (event, transaction) -> {
          TestDatabase.write(event, transaction, "test");
          if (broken.incrementAndGet() <= 5) {
            database
                .jdbi()
                .useHandle(other -> other.execute(
                    "select pg_terminate_backend(?)",
                    transaction
                        .select("select pg_backend_pid()")
                        .mapTo(Integer.class)
                        .one()));
          }
        }));

    eventually(() -> onceAndInOrder(database.handled(), topic));
    assertThat(broken).hasValueGreaterThan(5);
    assertThat(consumer.counts().failures()).isZero();
  }

  @Test
  void anOffsetThatIsSetBackByHandIsObeyed() {
    topic.publish("a", "a");
    group.start(database.delivery());
    eventually(() -> assertThat(database.handled()).containsExactly("a#1", "a#2"));

    database
        .jdbi()
        .useHandle(handle -> handle.execute("update cairn_consumer_offsets set next_offset = 0"));
    topic.publish("a");
    eventually(
        () -> assertThat(database.handled()).containsExactly("a#1", "a#2", "a#1", "a#2", "a#3"));
  }

  @Test
  void twoWhoBothBelieveToOwnAPartitionCannotBothWrite() throws InterruptedException {
    CountDownLatch inHand = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    topic.publish("a", "a");
    EventConsumer slow = group.start(
        Map.of("max.poll.interval.ms", 1_000),
        Delivery.exactlyOnce(database.dataSource(), (event, transaction) -> {
          TestDatabase.write(event, transaction, "slow");
          if (first.getAndSet(false)) {
            inHand.countDown();
            awaitQuietly(goOn);
          }
        }),
        TestGroup.settings());
    inHand.await();
    EventConsumer other = group.start(database.delivery());
    eventually(() -> onceAndInOrder(database.handled(), topic));

    goOn.countDown();
    eventually(() -> assertThat(slow.counts().takenOver()).isEqualTo(1));
    topic.publish(20, 5);
    eventually(() -> onceAndInOrder(database.handled(), topic));
    assertThat(database.number("select count(*) from handled where key = 'a' and by = 'slow'"))
        .isZero();
    assertThat(other.ended().toCompletableFuture()).isNotDone();
  }

  @Test
  void aProcessThatIsStoppedInTheMomentOfItsCommitHoldsNobodyUpForLong() throws SQLException {
    topic.publish("a");
    EventConsumer before = group.start(database.delivery());
    eventually(() -> onceAndInOrder(database.handled(), topic));
    before.close();

    Connection stopped = database.database().dataSource().getConnection();
    stopped.setAutoCommit(false);
    try (var statement = stopped.createStatement()) {
      // What a member does last; and then it does nothing any more.
      statement.execute("set local idle_in_transaction_session_timeout = '3s'");
      statement.execute("update cairn_consumer_offsets set updated_at = now()");
    }
    topic.publish("a", "b");
    group.start(database.delivery());

    eventually(() -> onceAndInOrder(database.handled(), topic));
    assertThat(stopped.isValid(1)).as("the server has ended its session").isFalse();
  }

  @Test
  void withoutItsTableTheConsumerEnds() {
    Delivery.ExactlyOnce elsewhere = database.delivery().withTable(OffsetTable.inSchema("nowhere"));

    assertThat(failure(group.start(elsewhere)))
        .isInstanceOfSatisfying(
            OffsetTableException.class,
            e -> assertThat(e.table()).isEqualTo("nowhere.cairn_consumer_offsets"));
  }

  @Test
  void eventsShareATransactionButNotForLong() {
    topic.publish("a", "a", "a", "a", "a", "a", "a", "a", "a", "a");
    group.start(Delivery.exactlyOnce(database.dataSource(), (event, transaction) -> {
      String id = transaction
          .select("select pg_current_xact_id()::text")
          .mapTo(String.class)
          .one();
      TestDatabase.write(event, transaction, id);
      if (Objects.requireNonNull(event.version()).value() > 6) {
        transaction.execute("select pg_sleep(0.6)");
      }
    }));

    eventually(() -> onceAndInOrder(database.handled(), topic));
    // Ten of them in all: one with the first seven, then one each.
    assertThat(database.number("select count(distinct by) from handled")).isEqualTo(4);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
