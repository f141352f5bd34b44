package dev.cairn.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.InvalidInputException;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class CommandSettingsTest {

  private final CommandSettings settings = CommandSettings.defaults();

  @Test
  void pausesDoubleUpToTheLongest() {
    Pauses pauses = new Pauses(settings.withPauses(Duration.ofNanos(3), Duration.ofNanos(20)));
    assertThat(LongStream.rangeClosed(1, 6).map(i -> pauses.longestAfter((int) i)))
        .containsExactly(3L, 6L, 12L, 20L, 20L, 20L);
    assertThat(pauses.longestAfter(1_000_000)).isEqualTo(20);
  }

  @Test
  void theLongestPauseAlsoBoundsTheFirst() {
    Pauses pauses = new Pauses(settings.withPauses(Duration.ofNanos(9), Duration.ofNanos(5)));
    assertThat(pauses.longestAfter(1)).isEqualTo(5);
  }

  @Test
  void withoutPausesNothingIsWaitedFor() {
    Pauses pauses = new Pauses(settings.withPauses(Duration.ZERO, Duration.ZERO));
    assertThat(pauses.longestAfter(9)).isZero();
    pauses.after(9);
  }

  @Test
  void whatCannotWorkIsRefused() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> settings.withAttempts(0))
        .satisfies(e -> assertThat(e.subject()).isEqualTo("number of attempts"));
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> settings.withPauses(Duration.ofMillis(-1), Duration.ZERO))
        .satisfies(e -> assertThat(e.subject()).isEqualTo("pause between attempts"));
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> settings.withPauses(Duration.ZERO, Duration.ofDays(1)));
  }
}
