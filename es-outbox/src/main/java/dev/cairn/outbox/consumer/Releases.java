package dev.cairn.outbox.consumer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Keys that somebody wants released, until the thread of the consumer gets round to it. Thread-safe. */
final class Releases {

  private record Request(String key, CompletableFuture<Boolean> done) {}

  private final Queue<Request> requests = new ArrayDeque<>();
  private boolean ended;

  synchronized CompletionStage<Boolean> ask(String key) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    if (ended) {
      done.completeExceptionally(new IllegalStateException("The consumer has ended"));
    } else {
      requests.add(new Request(key, done));
    }
    return done;
  }

  void carryOut(Progress progress) {
    @Nullable Request request = next();
    while (request != null) {
      try {
        boolean parked = progress.release(request.key().getBytes(StandardCharsets.UTF_8));
        progress.settle();
        request.done().complete(parked);
      } catch (PlaceLost e) {
        request.done().completeExceptionally(new IllegalStateException("The database is away", e));
      }
      request = next();
    }
  }

  private synchronized @Nullable Request next() {
    return requests.poll();
  }

  /** Refuses what is left, and whatever comes. */
  synchronized void end() {
    ended = true;
    requests.forEach(request ->
        request.done().completeExceptionally(new IllegalStateException("The consumer has ended")));
    requests.clear();
  }
}
