package dev.cairn.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cairn.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StreamIdTest {

  @Test
  void itsTextFormIsReadBack() {
    for (StreamId id : List.of(
        StreamId.of("account", "a-1"),
        StreamId.of("account", "with:colons::"),
        StreamId.of("\uD83D\uDE00", "\uD83C\uDDE9 '\"\\%_"),
        StreamId.of("c".repeat(64), "k".repeat(255)))) {
      assertThat(StreamId.parse(id.toString())).isEqualTo(id);
    }
    assertThat(StreamId.of("account", "a:b")).hasToString("account:a:b");
  }

  @Test
  void textWithoutAColonIsNoStreamId() {
    assertThatThrownBy(() -> StreamId.parse("account")).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> StreamId.parse("")).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void emptyPartsAreRefused() {
    assertRefused("stream category", "", "key");
    assertRefused("stream key", "account", "");
    assertThatThrownBy(() -> StreamId.parse(":key")).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> StreamId.parse("account:")).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void partsThatAreTooLongAreRefusedWithoutRepeatingThem() {
    assertRefused("stream category", "c".repeat(65), "key");
    assertRefused("stream key", "account", "k".repeat(256));
    assertThatThrownBy(() -> StreamId.of("account", "k".repeat(10_000)))
        .hasMessageContaining("10000")
        .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(200));
  }

  @Test
  void controlCharactersAreRefused() {
    for (String text : List.of("\u0000", "a\u0000", "a\nb", "\t", "\u007f", "\u0085")) {
      assertRefused("stream category", text, "key");
      assertRefused("stream key", "account", text);
    }
  }

  @Test
  void halfASurrogatePairIsRefusedAndAWholeOneIsNot() {
    for (String text :
        List.of("\uD83D", "\uDE00", "\uDE00\uD83D", "a\uD83Db", "\uD83D\uD83D\uDE00")) {
      assertRefused("stream key", "account", text);
    }
    assertThat(StreamId.of("account", "a\uD83D\uDE00b").key()).hasSize(4);
  }

  @Test
  void aCategoryHasNoColon() {
    assertRefused("stream category", "a:b", "key");
  }

  @Test
  void idsSortByTheirTextForm() {
    assertThat(StreamId.of("a", "z")).isLessThan(StreamId.of("b", "a"));
    assertThat(StreamId.of("a", "1")).isLessThan(StreamId.of("a", "2"));
    assertThat(StreamId.of("a", "1")).isEqualByComparingTo(StreamId.of("a", "1"));
  }

  private static void assertRefused(String subject, String category, String key) {
    assertThatThrownBy(() -> StreamId.of(category, key))
        .asInstanceOf(type(InvalidInputException.class))
        .satisfies(refusal -> assertThat(refusal.subject()).isEqualTo(subject));
  }
}
