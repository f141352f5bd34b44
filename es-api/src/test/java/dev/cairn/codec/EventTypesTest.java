package dev.cairn.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cairn.InvalidInputException;
import dev.cairn.event.EventType;
import org.junit.jupiter.api.Test;

final class EventTypesTest {

  sealed interface Banking {}

  sealed interface Opening extends Banking {}

  @EventType("opened")
  record Opened() implements Opening {}

  @EventType("closed")
  record Closed() implements Banking {}

  @Test
  void aSealedTypeStandsForAllItPermitsHoweverDeep() {
    EventTypes types = EventTypes.of(Banking.class);

    assertThat(types.classes()).containsExactlyInAnyOrder(Opened.class, Closed.class);
    assertThat(types.nameOf(Opened.class)).isEqualTo("opened");
    assertThat(types.classOf("closed")).isEqualTo(Closed.class);
    assertThat(types.classOf("unheard-of")).isNull();
  }

  @Test
  void aClassMayBeReachedMoreThanOnce() {
    assertThat(EventTypes.of(Banking.class, Opening.class, Opened.class).classes())
        .hasSize(2);
  }

  @Test
  void aClassThatIsNotRegisteredHasNoName() {
    assertThatThrownBy(() -> EventTypes.of(Opened.class).nameOf(Closed.class))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(Closed.class.getName())
        .hasMessageContaining("opened");
  }

  record Nameless() {}

  @EventType("")
  record Empty() {}

  @EventType("line\nbreak\u0000")
  record Unprintable() {}

  @EventType("half \uD83D")
  record HalfAPair() {}

  @EventType(
      "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"
          + "12345678901234567890123456789012345678")
  record TooLong() {}

  @EventType("opened")
  record OpenedToo() {}

  interface Anything {}

  @EventType("abstract")
  abstract static class Partial {}

  @EventType("enum")
  enum Constant {
    ONE {}
  }

  @Test
  void everyMistakeIsNamedAtOnce() {
    assertThatThrownBy(() -> EventTypes.of(
            Banking.class,
            Nameless.class,
            Nameless.class,
            Empty.class,
            Unprintable.class,
            HalfAPair.class,
            TooLong.class,
            OpenedToo.class,
            Anything.class,
            Partial.class,
            Constant.class))
        .asInstanceOf(type(InvalidEventTypesException.class))
        .satisfies(refusal -> {
          assertThat(refusal.problems()).hasSize(9);
          for (Class<?> wrong : new Class<?>[] {
            Nameless.class,
            Empty.class,
            Unprintable.class,
            HalfAPair.class,
            TooLong.class,
            OpenedToo.class,
            Anything.class,
            Partial.class,
            Constant.class
          }) {
            assertThat(refusal.problems())
                .filteredOn(problem -> problem.startsWith(wrong.getName() + " "))
                .hasSize(1);
          }
          assertThat(refusal.problems()).allSatisfy(problem -> {
            assertThat(problem).doesNotContain("\u0000");
            assertThat(refusal.getMessage()).contains(problem);
          });
        });
  }

  @Test
  void aSealedClassThatCanItselfBeMadeIsAnEventToo() {
    assertThat(EventTypes.of(Base.class).classes())
        .containsExactlyInAnyOrder(Base.class, Derived.class);
  }

  @EventType("base")
  static sealed class Base {}

  @EventType("derived")
  static final class Derived extends Base {}

  @EventType(
      value = "moved-in",
      revision = 3,
      aliases = {"settled", "arrived"})
  record MovedIn() {}

  @Test
  void aTypeHasARevisionAndNamesOfEarlierTimes() {
    EventTypes types = EventTypes.of(MovedIn.class, Opened.class);

    assertThat(types.revisionOf(MovedIn.class)).isEqualTo(3);
    assertThat(types.revisionOf(Opened.class)).isEqualTo(1);
    assertThat(types.currentName("arrived")).isEqualTo("moved-in");
    assertThat(types.currentName("opened")).isEqualTo("opened");
    assertThat(types.classOf("arrived")).isNull();
    assertThat(types.aliases()).containsOnlyKeys("settled", "arrived");
  }

  @EventType(value = "early", revision = 0)
  record BeforeTheFirst() {}

  @EventType(
      value = "reopened",
      aliases = {"opened", "settled", "", "reopened"})
  record Reopened() {}

  @Test
  void mistakesOfRevisionsAndAliasesAreNamedAtOnce() {
    assertThatThrownBy(
            () -> EventTypes.of(Opened.class, MovedIn.class, BeforeTheFirst.class, Reopened.class))
        .asInstanceOf(type(InvalidEventTypesException.class))
        .extracting(InvalidEventTypesException::problems, list(String.class))
        .satisfiesExactlyInAnyOrder(
            it -> assertThat(it).contains(BeforeTheFirst.class.getName(), "revision 0"),
            it -> assertThat(it).contains("alias \"opened\"", "a name of \"opened\""),
            it -> assertThat(it).contains("alias \"settled\"", "\"moved-in\""),
            it -> assertThat(it).contains("has the @EventType \"\""),
            it -> assertThat(it).contains("alias \"reopened\"", "\"reopened\""));
  }
}
