package dev.cairn.bank.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cairn.bank.web.FeedQueue.Taken;
import dev.cairn.bank.web.FeedQueue.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What one client of the feed has not been sent yet. */
final class FeedQueueTest {

  private static final int MOST = 256;

  private final FeedQueue queue = new FeedQueue();

  private static FeedMessage event(long position) {
    return FeedMessage.event(new EventFeed.Told(
        position,
        "account:1",
        position,
        "x",
        Instant.EPOCH,
        JsonNodeFactory.instance.objectNode()));
  }

  private static FeedMessage state(long head) {
    return FeedMessage.state(
        new StateWatch.State(Instant.EPOCH, true, head, List.of(), RelayView.of(Optional.empty())));
  }

  private Taken take() throws InterruptedException {
    return queue.take(0);
  }

  private void assertNext(FeedMessage message) throws InterruptedException {
    assertThat(take()).isEqualTo(new Taken(Turn.MESSAGE, message));
  }

  private void assertNext(Turn turn) throws InterruptedException {
    assertThat(take()).isEqualTo(new Taken(turn, null));
  }

  @Test
  void givesEventsInOrderAndThenTheNewestState() throws InterruptedException {
    FeedMessage first = event(1);
    FeedMessage second = event(2);
    FeedMessage newest = state(2);
    queue.replaceState(state(1));
    queue.offer(first);
    queue.replaceState(newest);
    queue.offer(second);
    assertNext(first);
    assertNext(second);
    assertNext(newest);
    assertNext(Turn.NOTHING);
  }

  @Test
  void givesNothingAfterAGapUntilItBeginsAnew() throws InterruptedException {
    for (int i = 1; i <= MOST + 1; i++) {
      queue.offer(event(i));
    }
    for (int i = 1; i <= MOST; i++) {
      assertThat(take().turn()).isEqualTo(Turn.MESSAGE);
    }
    // There is room again, but what comes now does not follow what was taken last.
    queue.offer(event(MOST + 2));
    assertNext(Turn.OVERFLOW);
    assertNext(Turn.OVERFLOW);

    queue.begin();
    assertNext(Turn.NOTHING);
    FeedMessage next = event(MOST + 3);
    queue.offer(next);
    assertNext(next);
  }

  @Test
  void endsForWhoeverWaits() {
    CompletableFuture<Taken> waiting = CompletableFuture.supplyAsync(() -> {
      try {
        return queue.take(60_000);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    queue.offer(event(1));
    await().until(waiting::isDone);
    assertThat(waiting.join().turn()).isEqualTo(Turn.MESSAGE);
    queue.offer(event(2));
    queue.end();
    assertThat(queue.isEnded()).isTrue();
    await().untilAsserted(() -> assertNext(Turn.END));
  }
}
