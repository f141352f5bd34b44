package dev.cairn.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.event.EventType;
import org.junit.jupiter.api.Test;

final class AggregateMistakesTest {

  record Begin(@AggregateId String id) {}

  record GoOn(@AggregateId String id) {}

  @EventType("begun")
  record Begun() {}

  @EventType("gone-on")
  record GoneOn() {}

  record WithoutCategory() {
    @Decide
    static Begun begin(Begin c) {
      return new Begun();
    }

    @Evolve
    static WithoutCategory on(Begun e) {
      return new WithoutCategory();
    }
  }

  @Test
  void theClassSaysItsCategory() {
    assertThat(Problems.of(WithoutCategory.class))
        .containsExactly("AggregateMistakesTest.WithoutCategory has no @Aggregate; give it one with"
            + " the category of its streams");
  }

  @Aggregate("a:b")
  record UnusableCategory() {
    @Decide
    static Begun begin(Begin c) {
      return new Begun();
    }

    @Evolve
    static UnusableCategory on(Begun e) {
      return new UnusableCategory();
    }
  }

  @Test
  void theCategoryIsOneAStreamCanHave() {
    assertThat(Problems.of(UnusableCategory.class))
        .containsExactly("The category cannot be used: The stream category 'a:b' has a colon, which"
            + " separates category and key");
  }

  @Aggregate("empty")
  record Empty() {}

  @Test
  void theClassDecidesAndEvolves() {
    assertThat(Problems.of(Empty.class))
        .containsExactly(
            "AggregateMistakesTest.Empty has no @Decide method; write one for each command",
            "AggregateMistakesTest.Empty has no @Evolve method; write one for each event");
  }

  @Aggregate("unbegun")
  record NothingComesFirst() {
    @Decide
    GoneOn goOn(GoOn c) {
      return new GoneOn();
    }

    @Evolve
    NothingComesFirst on(GoneOn e) {
      return this;
    }
  }

  @Test
  void someEventCanComeFirst() {
    assertThat(Problems.of(NothingComesFirst.class))
        .containsExactly(
            "AggregateMistakesTest.NothingComesFirst has no static @Evolve, so no event"
                + " can come first; make the one of the creating event static");
  }

  @Aggregate("both")
  record BothOnOne() {
    @Decide
    @Evolve
    static BothOnOne on(Begun e) {
      return new BothOnOne();
    }
  }

  @Test
  void aMethodDecidesOrEvolves() {
    assertThat(Problems.of(BothOnOne.class))
        .contains("AggregateMistakesTest.BothOnOne.on(AggregateMistakesTest.Begun) has both @Decide"
            + " and @Evolve; keep one");
  }

  @Aggregate("places")
  record WrongPlaces() {
    @Decide
    static GoneOn begin(Begin c) {
      return new GoneOn();
    }

    @Decide
    Begun goOn(GoOn c) {
      return new Begun();
    }

    @Evolve
    static WrongPlaces on(Begun e) {
      return new WrongPlaces();
    }

    @Evolve
    WrongPlaces on(GoneOn e) {
      return this;
    }
  }

  @Test
  void aCreatingCommandLeadsToAFirstEventAndAnotherToALaterOne() {
    assertThat(Problems.of(WrongPlaces.class))
        .containsExactlyInAnyOrder(
            "AggregateMistakesTest.WrongPlaces.begin(AggregateMistakesTest.Begin) is static, and none"
                + " of its events (AggregateMistakesTest.GoneOn) can come first; make the @Evolve of"
                + " one static, or this @Decide an instance method",
            "AggregateMistakesTest.WrongPlaces.goOn(AggregateMistakesTest.GoOn) is an instance"
                + " method, and its events (AggregateMistakesTest.Begun) come first only; make this"
                + " @Decide static, or their @Evolve instance methods");
  }

  @Aggregate("")
  record ManyMistakes() {
    @Decide
    static Object begin(Begin c) {
      return new Begun();
    }

    @Decide
    GoneOn goOn(GoOn c, int times) {
      return new GoneOn();
    }

    @Evolve
    static void on(Begun e) {}
  }

  @Test
  void everyMistakeIsReportedAtOnce() {
    assertThatExceptionOfType(AggregateModelException.class)
        .isThrownBy(() -> AggregateModel.of(ManyMistakes.class))
        .satisfies(e -> {
          assertThat(e.aggregate()).isEqualTo(ManyMistakes.class);
          assertThat(e.problems()).hasSize(4);
          assertThat(e.problems().get(0)).startsWith("The category cannot be used");
          assertThat(e.problems().get(1)).contains("begin(").contains("does not say which events");
          assertThat(e.problems().get(2)).contains("goOn(").contains("2 parameters");
          assertThat(e.problems().get(3)).contains("on(").contains("returns void");
          assertThat(e).hasMessageContaining("has 4 mistake(s)");
          e.problems().forEach(problem -> assertThat(e).hasMessageContaining(problem));
        });
  }
}
