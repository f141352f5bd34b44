package dev.cairn.outbox.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;

/** What tests of the consumer ask again and again. */
final class Checks {

  private Checks() {}

  static void eventually(ThrowingRunnable assertion) {
    await().untilAsserted(assertion);
  }

  static ConditionFactory await() {
    return Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptionsMatching(e -> !(e instanceof InterruptedException));
  }

  /** Each published event once, those of a key in their order. */
  static void onceAndInOrder(List<String> handled, TestTopic topic) {
    assertThat(handled).containsExactlyInAnyOrderElementsOf(topic.published());
    Map<String, Integer> versions = new HashMap<>();
    for (String text : handled) {
      int hash = text.indexOf('#');
      int version = Integer.parseInt(text.substring(hash + 1));
      assertThat(versions.put(text.substring(0, hash), version))
          .as("what comes before %s", text)
          .isIn(version == 1 ? null : version - 1);
    }
  }

  /** What the consumer ended with. */
  static Throwable failure(EventConsumer consumer) {
    try {
      consumer.ended().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      return Objects.requireNonNull(e.getCause());
    }
    throw new AssertionError("It ended well");
  }
}
