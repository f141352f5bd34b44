package dev.cairn.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.InvalidInputException;
import dev.cairn.event.StreamVersion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class SnapshotPolicyTest {

  private static boolean afterAppend(SnapshotPolicy policy, long before, long after) {
    return policy.afterAppend(new StreamVersion(before), new StreamVersion(after));
  }

  @Test
  void everyHundredEventsIsOncePerHundredHoweverTheyCome() {
    SnapshotPolicy policy = SnapshotPolicy.every(100);
    assertThat(afterAppend(policy, 0, 99)).isFalse();
    assertThat(afterAppend(policy, 99, 100)).isTrue();
    assertThat(afterAppend(policy, 100, 101)).isFalse();
    assertThat(afterAppend(policy, 98, 105)).isTrue();
    assertThat(afterAppend(policy, 150, 420)).isTrue();
    assertThat(policy.afterLoad(10_000, Duration.ofHours(1))).isFalse();
  }

  @Test
  void aLongReplayIsOneOfMoreEventsThanThese() {
    SnapshotPolicy policy = SnapshotPolicy.whenReplayed(50);
    assertThat(policy.afterLoad(50, Duration.ofHours(1))).isFalse();
    assertThat(policy.afterLoad(51, Duration.ZERO)).isTrue();
    assertThat(afterAppend(policy, 0, 1_000)).isFalse();
  }

  @Test
  void aSlowLoadIsOneThatReadEvents() {
    SnapshotPolicy policy = SnapshotPolicy.whenLoadTook(Duration.ofMillis(5));
    assertThat(policy.afterLoad(1, Duration.ofMillis(5))).isFalse();
    assertThat(policy.afterLoad(1, Duration.ofMillis(6))).isTrue();
    assertThat(policy.afterLoad(0, Duration.ofMillis(6))).isFalse();
  }

  @Test
  void anyOfSeveralIsEnough() {
    SnapshotPolicy policy = SnapshotPolicy.every(10)
        .or(SnapshotPolicy.whenReplayed(50))
        .or(SnapshotPolicy.whenLoadTook(Duration.ofMillis(5)));
    assertThat(afterAppend(policy, 9, 10)).isTrue();
    assertThat(policy.afterLoad(51, Duration.ZERO)).isTrue();
    assertThat(policy.afterLoad(1, Duration.ofMillis(6))).isTrue();
    assertThat(policy.afterLoad(50, Duration.ZERO)).isFalse();
  }

  @Test
  void whatWouldNeverEndIsRefused() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SnapshotPolicy.every(0));
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SnapshotPolicy.whenReplayed(-1));
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> SnapshotPolicy.whenLoadTook(Duration.ZERO));
  }
}
