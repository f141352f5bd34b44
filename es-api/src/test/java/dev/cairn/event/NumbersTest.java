package dev.cairn.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.InvalidInputException;
import org.junit.jupiter.api.Test;

/** Versions and positions. */
final class NumbersTest {

  @Test
  void anEmptyStreamIsAtVersionZeroAndItsFirstEventHasVersionOne() {
    assertThat(StreamVersion.EMPTY).isEqualTo(StreamVersion.of(0));
    assertThat(StreamVersion.FIRST).isEqualTo(StreamVersion.of(1));
    assertThat(StreamVersion.EMPTY.plus(1)).isEqualTo(StreamVersion.FIRST);
    assertThat(StreamVersion.of(40).plus(2)).isEqualTo(StreamVersion.of(42)).hasToString("42");
  }

  @Test
  void versionsAndPositionsAreNeverNegative() {
    assertThatThrownBy(() -> StreamVersion.of(-1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("-1");
    assertThatThrownBy(() -> Position.of(-1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("-1");
  }

  @Test
  void versionsAndPositionsSortByTheirValue() {
    assertThat(StreamVersion.of(9)).isLessThan(StreamVersion.of(10));
    assertThat(Position.of(9)).isLessThan(Position.of(10));
    assertThat(Position.of(Long.MAX_VALUE)).isGreaterThan(Position.START);
  }

  @Test
  void aPositionIsAfterAnotherIfItIsHigher() {
    assertThat(Position.of(2).isAfter(Position.of(1))).isTrue();
    assertThat(Position.of(2).isAfter(Position.of(2))).isFalse();
    assertThat(Position.of(1).isAfter(Position.of(2))).isFalse();
    assertThat(Position.of(1)).hasToString("1");
  }
}
