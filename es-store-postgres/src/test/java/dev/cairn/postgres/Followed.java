package dev.cairn.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.RecordedEvent;
import dev.cairn.store.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** What a subscription has handed over so far, in the order in which it did. */
final class Followed implements Consumer<RecordedEvent> {

  static final Duration DEADLINE = Duration.ofMinutes(2);

  private final List<RecordedEvent> events = new CopyOnWriteArrayList<>();
  private volatile @Nullable Subscription subscription;

  @Override
  public void accept(RecordedEvent event) {
    events.add(event);
  }

  /** Has every wait end at once, with the reason, if this subscription ends. */
  void watch(Subscription following) {
    subscription = following;
  }

  private void failIfEnded() {
    Subscription watched = subscription;
    if (watched != null && watched.ended().toCompletableFuture().isCompletedExceptionally()) {
      watched.ended().toCompletableFuture().join();
    }
  }

  List<RecordedEvent> events() {
    return List.copyOf(events);
  }

  List<UUID> ids() {
    return events().stream().map(RecordedEvent::id).toList();
  }

  /** Waits for that many events and returns all there are. */
  List<RecordedEvent> await(int count) {
    return await(count, DEADLINE);
  }

  List<RecordedEvent> await(int count, Duration atMost) {
    Awaitility.await().atMost(atMost).pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
      failIfEnded();
      assertThat(events).as("events handed over").hasSizeGreaterThanOrEqualTo(count);
    });
    return events();
  }

  /** Waits until the log has been handed over to its end, and compares it with what SQL says. */
  void assertIsTheWholeLog(TestLog log) {
    List<UUID> inTheLog = log.jdbi()
        .withHandle(handle -> handle
            .select("select id from " + log.schema() + ".events order by position")
            .mapTo(UUID.class)
            .list());
    Awaitility.await().atMost(DEADLINE).pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
      failIfEnded();
      assertThat(ids()).as("events handed over, and events in the log").isEqualTo(inTheLog);
    });
  }
}
