package dev.cairn.store;

import static dev.cairn.store.ContractEvents.counted;
import static dev.cairn.store.ContractEvents.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cairn.event.EventIds;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Going on where a reader stopped, and refusing readers that know more than the log. */
interface CheckpointContract extends StoreUnderTest {

  @Test
  default void aSubscriptionGoesOnWhereAnotherStopped() {
    append(ACCOUNT, counted(1, 3));
    Received first = new Received();
    Subscription stopped = subscribe(Checkpoint.START, first);
    first.await(3);
    stopped.close();
    append(OTHER, counted(4, 5));

    Received second = new Received();
    try (Subscription resumed = subscribe(stopped.checkpoint(), second)) {
      append(ACCOUNT, counted(6));
      assertThat(second.await(3)).extracting(event -> number(event)).containsExactly(4L, 5L, 6L);
      assertThat(resumed.ended().toCompletableFuture()).isNotDone();
    }
  }

  @Test
  default void aSubscriptionStartsAfterTheEventOfItsCheckpoint() {
    append(ACCOUNT, counted(1, 5));
    RecordedEvent second = log().get(1);

    for (Checkpoint checkpoint : List.of(
        Checkpoint.at(store().identity(), second),
        new Checkpoint(store().identity(), second.position(), null),
        new Checkpoint(null, second.position(), second.id()))) {
      Received received = new Received();
      try (Subscription subscription = subscribe(checkpoint, received)) {
        assertThat(received.await(3))
            .extracting(event -> number(event))
            .containsExactly(3L, 4L, 5L);
        assertThat(subscription.ended().toCompletableFuture()).isNotDone();
      }
    }
  }

  @Test
  default void aSubscriptionThatHasHandledNothingStandsWhereItBegan() {
    append(ACCOUNT, counted(1, 2));
    Checkpoint atTheEnd = Checkpoint.at(store().identity(), log().get(1));
    try (Subscription subscription = subscribe(atTheEnd, event -> {})) {
      assertThat(subscription.checkpoint().position()).isEqualTo(store().head());
    }
    try (EventStore empty = anotherStore(ContractEvents.codec());
        Subscription subscription =
            empty.subscribe(Checkpoint.START, EventFilter.all(), event -> {})) {
      assertThat(subscription.checkpoint().position()).isEqualTo(Position.START);
    }
  }

  @Test
  default void aCheckpointOfAnotherLogIsRefused() {
    append(ACCOUNT, counted(1, 3));
    LogIdentity another = new LogIdentity(UUID.randomUUID(), 1);

    assertRefused(Checkpoint.at(another, log().get(1)), another.toString());
    assertRefused(new Checkpoint(another, Position.START, null), another.toString());
  }

  @Test
  default void aCheckpointOfAnotherIncarnationIsRefused() {
    append(ACCOUNT, counted(1, 3));
    LogIdentity identity = store().identity();
    LogIdentity later = new LogIdentity(identity.log(), identity.incarnation() + 1);

    assertRefused(Checkpoint.at(later, log().get(1)), "incarnation");
  }

  @Test
  default void aCheckpointBeyondTheEndOfTheLogIsRefused() {
    append(ACCOUNT, counted(1, 3));
    Position head = store().head();
    Position beyond = Position.of(head.value() + 1);

    assertRefused(new Checkpoint(store().identity(), beyond, EventIds.next()), head.toString());
    assertRefused(new Checkpoint(store().identity(), beyond, null), head.toString());
    assertRefused(new Checkpoint(null, beyond, null), head.toString());
  }

  @Test
  default void aCheckpointWhoseEventIsAnotherOneInTheLogIsRefused() {
    append(ACCOUNT, counted(1, 3));
    RecordedEvent second = log().get(1);
    UUID lost = EventIds.next();

    assertRefused(new Checkpoint(store().identity(), second.position(), lost), lost.toString());
  }

  private void assertRefused(Checkpoint checkpoint, String reason) {
    assertThatThrownBy(() -> subscribe(checkpoint, event -> {}).close())
        .asInstanceOf(type(CheckpointAheadException.class))
        .satisfies(refusal -> {
          assertThat(refusal.checkpoint()).isEqualTo(checkpoint);
          assertThat(refusal.log()).isEqualTo(store().identity());
          assertThat(refusal).hasMessageContaining(reason);
        });
  }

  private Subscription subscribe(Checkpoint from, Consumer<? super RecordedEvent> handler) {
    return store().subscribe(from, EventFilter.all(), handler);
  }
}
