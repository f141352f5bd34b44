package dev.cairn.outbox.consumer;

import static dev.cairn.outbox.consumer.Checks.eventually;
import static dev.cairn.outbox.consumer.Checks.failure;
import static dev.cairn.outbox.consumer.Checks.onceAndInOrder;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a consumer begins, and what it does if it cannot go on where it was. */
final class OffsetLostIT {

  private final TestDatabase database = new TestDatabase();
  private final TestGroup group = new TestGroup(1);
  private final TestTopic topic = group.topic();
  private final List<String> handled = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    group.close();
    database.close();
  }

  @Test
  void recordsThatRetentionRemovedBeforeTheyWereHandledAreNotPassedOver() {
    topic.publish("a", "a");
    EventConsumer first = group.start(database.delivery());
    eventually(() -> onceAndInOrder(database.handled(), topic));
    first.close();
    topic.publish("a", "a", "a");
    topic.deleteRecordsBefore(0, 5);

    assertThat(failure(group.start(database.delivery())))
        .isInstanceOfSatisfying(OffsetLostException.class, e -> {
          assertThat(e.partition()).isEqualTo(topic.partition(0));
          assertThat(e.offset().orElseThrow()).isBetween(2L, 3L);
        });
  }

  @Test
  void aTopicThatWasMadeAnewIsNotTakenForTheOldOne() {
    topic.publish("a", "a");
    EventConsumer first = group.start(database.delivery());
    eventually(() -> onceAndInOrder(database.handled(), topic));
    first.close();

    topic.makeAnew(1);
    topic.publish("a", "a", "a", "a", "a");
    assertThat(failure(group.start(database.delivery())))
        .isInstanceOf(OffsetLostException.class)
        .hasMessageContaining("it was deleted and made again");
  }

  @Test
  void aNewGroupBeginsWithWhatIsPublishedFromNowOnIfItIsToldTo() {
    topic.publish("a", "a");
    EventConsumer first = group.start(delivery(), TestGroup.settings().withStartAt(StartAt.LATEST));
    eventually(() -> assertThat(first.lag().byPartition()).hasSize(1));
    first.close();
    topic.publish("a");

    group.start(delivery(), TestGroup.settings().withStartAt(StartAt.LATEST));
    eventually(() -> assertThat(handled).containsExactly("a#3"));
  }

  @Test
  void aGroupWithoutAnOffsetMayRefuseToBegin() {
    assertThat(failure(
            group.start(database.delivery(), TestGroup.settings().withStartAt(StartAt.REFUSE))))
        .isInstanceOfSatisfying(
            OffsetLostException.class, e -> assertThat(e.offset()).isEmpty());
  }

  private Delivery delivery() {
    return Delivery.atLeastOnce(event -> handled.add(TestTopic.text(
        String.valueOf(event.subject()), Objects.requireNonNull(event.version()).value())));
  }
}
