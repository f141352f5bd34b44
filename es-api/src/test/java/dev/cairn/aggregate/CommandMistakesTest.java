package dev.cairn.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.EventType;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class CommandMistakesTest {

  private static final String HERE = "CommandMistakesTest.";

  @EventType("begun")
  record Begun() {}

  record Begin(@AggregateId String id) {}

  @Aggregate("twice")
  record DecidedTwice() {
    @Decide
    static Begun begin(Begin c) {
      return new Begun();
    }

    @Decide
    static Begun start(Begin c) {
      return new Begun();
    }

    @Evolve
    static DecidedTwice on(Begun e) {
      return new DecidedTwice();
    }
  }

  @Test
  void aCommandHasOneDecision() {
    assertThat(Problems.of(DecidedTwice.class))
        .containsExactly(HERE + "Begin has two @Decide methods, " + HERE + "DecidedTwice.begin("
            + HERE + "Begin) and " + HERE + "DecidedTwice.start(" + HERE + "Begin); keep one");
  }

  @Aggregate("created-and-changed")
  record CreatedAndChanged() {
    @Decide
    static Begun begin(Begin c) {
      return new Begun();
    }

    @Decide
    void change(Begin c) {}

    @Evolve
    static CreatedAndChanged on(Begun e) {
      return new CreatedAndChanged();
    }
  }

  @Test
  void aCommandDoesNotBothCreateAndChange() {
    assertThat(Problems.of(CreatedAndChanged.class))
        .singleElement()
        .asString()
        .contains("has two @Decide methods")
        .endsWith("keep one: static if the command creates the aggregate, an instance method if it"
            + " needs one");
  }

  @Aggregate("parameters")
  record WrongParameters() {
    @Decide
    static Begun none() {
      return new Begun();
    }

    @Decide
    static Begun text(CharSequence c) {
      return new Begun();
    }

    @Decide
    static Begun number(int c) {
      return new Begun();
    }

    @Evolve
    static WrongParameters on(Begun e) {
      return new WrongParameters();
    }
  }

  @Test
  void aDecisionTakesOneClassOfCommands() {
    assertThat(Problems.of(WrongParameters.class))
        .containsExactly(
            HERE + "WrongParameters.none() has @Decide and 0 parameters; it takes one, the command",
            HERE + "WrongParameters.number(int) takes int, which is not a class of commands; write"
                + " one @Decide for each command class",
            HERE + "WrongParameters.text(CharSequence) takes CharSequence, which is not a class of"
                + " commands; write one @Decide for each command class");
  }

  sealed interface Command {}

  record Start(@AggregateId String id) implements Command {}

  record Stop(@AggregateId String id) implements Command {}

  non-sealed interface Other extends Command {}

  @Aggregate("undecided")
  record Undecided() {
    @Decide
    static Begun start(Start c) {
      return new Begun();
    }

    @Evolve
    static Undecided on(Begun e) {
      return new Undecided();
    }
  }

  @Test
  void everyPermittedCommandIsDecided() {
    assertThat(Problems.of(Undecided.class))
        .containsExactlyInAnyOrder(
            HERE + "Stop has no @Decide in " + HERE + "Undecided, and " + HERE
                + "Command permits it; write one",
            HERE + "Other is not a command class, and " + HERE
                + "Command permits it; seal it, so that what implements it is known, or make it a"
                + " record");
  }

  record Nameless(String id) {}

  record TwoIds(@AggregateId String one, @AggregateId UUID other) {}

  record Parameterized(String id) {
    @AggregateId
    String id(int index) {
      return id;
    }
  }

  @Aggregate("ids")
  record WrongIds() {
    @Decide
    static Begun a(Nameless c) {
      return new Begun();
    }

    @Decide
    static Begun b(TwoIds c) {
      return new Begun();
    }

    @Decide
    static Begun c(Parameterized c) {
      return new Begun();
    }

    @Evolve
    static WrongIds on(Begun e) {
      return new WrongIds();
    }
  }

  @Test
  void aCommandHasOneId() {
    assertThat(Problems.of(WrongIds.class))
        .containsExactly(
            HERE
                + "Nameless has no @AggregateId; put it on the component that says which aggregate it"
                + " is for",
            HERE + "TwoIds has 2 @AggregateId, one, other; keep one",
            HERE + "Parameterized.id(int) has @AggregateId; it belongs on a component or on an"
                + " instance method without parameters",
            HERE + "Parameterized has no @AggregateId; put it on the component that says which"
                + " aggregate it is for");
  }

  record Fraction(@AggregateId double id) {}

  record Pair(int one, int other) {}

  record ByPair(@AggregateId Pair id) {}

  record Loop(Loop next) {}

  record ByLoop(@AggregateId Loop id) {}

  record ByList(@AggregateId List<String> id) {}

  @Aggregate("keys")
  record WrongKeys() {
    @Decide
    static Begun a(Fraction c) {
      return new Begun();
    }

    @Decide
    static Begun b(ByPair c) {
      return new Begun();
    }

    @Decide
    static Begun c(ByLoop c) {
      return new Begun();
    }

    @Decide
    static Begun d(ByList c) {
      return new Begun();
    }

    @Evolve
    static WrongKeys on(Begun e) {
      return new WrongKeys();
    }
  }

  @Test
  void anIdHasATextForm() {
    String rest = " cannot be an id; use a String, a UUID, an integral number, an enum, or a record"
        + " with one component of such a type";
    assertThat(Problems.of(WrongKeys.class))
        .containsExactly(
            "The @AggregateId id of " + HERE + "Fraction: double" + rest,
            "The @AggregateId id of " + HERE + "ByPair: " + HERE + "Pair" + rest,
            "The @AggregateId id of " + HERE + "ByLoop: " + HERE + "Loop" + rest,
            "The @AggregateId id of " + HERE + "ByList: List" + rest);
  }
}
