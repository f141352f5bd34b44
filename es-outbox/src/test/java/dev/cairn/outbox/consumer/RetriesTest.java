package dev.cairn.outbox.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.InvalidInputException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RetriesTest {

  private final Retries retries = new Retries(20, Duration.ofMillis(100), Duration.ofMillis(1_000));
  private final Random random = new Random(7);

  @Test
  void theWaitDoublesUpToTheLongestAndIsDrawnFromItsUpperHalf() {
    long[] bounds = {100, 200, 400, 800, 1_000, 1_000};
    for (int failures = 1; failures <= bounds.length; failures++) {
      int after = failures;
      long bound = bounds[failures - 1];
      List<Long> waits = IntStream.range(0, 2_000)
          .mapToLong(each -> retries.after(after, random).toMillis())
          .boxed()
          .toList();
      assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(bound / 2, bound));
      assertThat(waits).as("reaches both ends").contains(bound / 2, bound);
    }
  }

  @Test
  void noNumberOfFailuresMakesTheWaitOverflow() {
    Retries longest = new Retries(1, Duration.ofHours(23), Duration.ofHours(23));
    for (int failures : new int[] {1, 31, 62, 63, 64, 65, 1_000, Integer.MAX_VALUE}) {
      assertThat(longest.after(failures, random))
          .isBetween(Duration.ofMinutes(690), Duration.ofHours(23));
      assertThat(retries.after(failures, random)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void theDefaultWaitsAMinuteInAll() {
    long millis = 0;
    for (int failures = 1; failures < Retries.defaults().attempts(); failures++) {
      millis += Retries.defaults().after(failures, random).toMillis();
    }
    assertThat(Duration.ofMillis(millis)).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(82));
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> retries.withAttempts(0)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> retries.withWaits(Duration.ZERO, Duration.ofSeconds(1)))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> retries.withWaits(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> retries.withWaits(Duration.ofSeconds(2), Duration.ofDays(1)))
        .isInstanceOf(InvalidInputException.class);
  }
}
