package dev.cairn.cli.streams;

import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.events.EventJson;
import dev.cairn.cli.events.EventLine;
import dev.cairn.event.RecordedEvent;
import dev.cairn.store.Subscription;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;

/** Shows what a subscription hands over, one event on a line, until there are enough of them. */
final class Tail {

  private final CompletableFuture<Void> enough = new CompletableFuture<>();
  private final Predicate<String> wanted;
  private final long limit;
  private final boolean asJson;
  private final Terminal terminal;
  private long shown;

  /**
   * @param wanted of which streams
   */
  Tail(Predicate<String> wanted, long limit, boolean asJson, Terminal terminal) {
    this.wanted = wanted;
    this.limit = limit;
    this.asJson = asJson;
    this.terminal = terminal;
  }

  void show(RecordedEvent event) {
    if (shown == limit || !wanted.test(event.streamText())) {
      return;
    }
    write(event);
    shown++;
    if (shown == limit) {
      enough.complete(null);
    }
  }

  private void write(RecordedEvent event) {
    if (asJson) {
      try (JsonOutput out = terminal.json()) {
        EventJson.write(event, out);
      }
    } else {
      terminal.line("%s", EventLine.of(event));
    }
  }

  /** Returns when there are enough; throws what ended the subscription before. */
  void await(Subscription subscription) {
    try {
      CompletableFuture.anyOf(enough, subscription.ended().toCompletableFuture())
          .join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
