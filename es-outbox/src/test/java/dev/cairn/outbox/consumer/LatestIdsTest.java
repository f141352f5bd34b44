package dev.cairn.outbox.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.InvalidInputException;
import dev.cairn.outbox.PublishedEvent;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class LatestIdsTest {

  private final SeenEvents seen = SeenEvents.latest(3);

  @Test
  void theLatestAreKnownAndTheOldestIsForgotten() {
    for (int id = 1; id <= 4; id++) {
      seen.remember(event(id));
    }
    assertThat(seen.contains(event(1))).isFalse();
    assertThat(seen.contains(event(2))).isTrue();
    assertThat(seen.contains(event(4))).isTrue();
    assertThat(seen.contains(event(5))).isFalse();
  }

  @Test
  void toRememberOneAgainPushesNoOtherOut() {
    for (int id : new int[] {1, 2, 3, 3, 3}) {
      seen.remember(event(id));
    }
    assertThat(seen.contains(event(1))).isTrue();
  }

  @Test
  void anEmptyMemoryIsRefused() {
    assertThatThrownBy(() -> SeenEvents.latest(0)).isInstanceOf(InvalidInputException.class);
  }

  private static PublishedEvent event(int id) {
    return new PublishedEvent(
        new UUID(0, id),
        "/test",
        "counted",
        1,
        null,
        Instant.EPOCH,
        null,
        null,
        null,
        null,
        null,
        "application/json",
        null,
        new byte[0]);
  }
}
