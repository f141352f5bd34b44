package dev.cairn.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.EventType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class EventMistakesTest {

  private static final String HERE = "EventMistakesTest.";

  record Begin(@AggregateId String id) {}

  record Change(@AggregateId String id) {}

  record Finish(@AggregateId String id) {}

  sealed interface Event {}

  @EventType("begun")
  record Begun() implements Event {}

  @EventType("changed")
  record Changed() implements Event {}

  @EventType("finished")
  record Finished() {}

  @Aggregate("unevolved")
  record Unevolved() {
    @Decide
    static Begun begin(Begin c) {
      return new Begun();
    }

    @Decide
    Optional<Finished> finish(Finish c) {
      return Optional.empty();
    }

    @Evolve
    static Unevolved on(Begun e) {
      return new Unevolved();
    }
  }

  @Test
  void everyPermittedAndEveryReturnedEventIsEvolved() {
    assertThat(Problems.of(Unevolved.class))
        .containsExactlyInAnyOrder(
            HERE + "Changed has no @Evolve in " + HERE + "Unevolved, and " + HERE
                + "Event permits it; write one",
            HERE + "Finished has no @Evolve in " + HERE + "Unevolved, and " + HERE
                + "Unevolved.finish(" + HERE + "Finish) returns it; write one");
  }

  @Aggregate("nested")
  record NestedBranches() {
    sealed interface Root {}

    sealed interface Early extends Root {}

    @EventType("first")
    record First() implements Early {}

    @EventType("last")
    record Last() implements Root {}

    @Decide
    static First begin(Begin c) {
      return new First();
    }

    @Evolve
    static NestedBranches on(First e) {
      return new NestedBranches();
    }
  }

  @Test
  void aSealedTypeFurtherUpCountsIfItIsNestedInTheAggregate() {
    assertThat(Problems.of(NestedBranches.class))
        .containsExactly(HERE + "NestedBranches.Last has no @Evolve in " + HERE + "NestedBranches,"
            + " and " + HERE + "NestedBranches.Root permits it; write one");
  }

  @Aggregate("twice")
  record EvolvedTwice() {
    @Decide
    static Finished begin(Begin c) {
      return new Finished();
    }

    @Evolve
    static EvolvedTwice first(Finished e) {
      return new EvolvedTwice();
    }

    @Evolve
    EvolvedTwice later(Finished e) {
      return this;
    }
  }

  @Test
  void anEventHasOneEvolution() {
    assertThat(Problems.of(EvolvedTwice.class))
        .containsExactly(
            HERE + "Finished has two @Evolve methods, " + HERE + "EvolvedTwice.first(" + HERE
                + "Finished) and " + HERE + "EvolvedTwice.later(" + HERE + "Finished); keep one");
  }

  @Aggregate("evolve")
  record WrongEvolve() {
    @Decide
    static Finished begin(Begin c) {
      return new Finished();
    }

    @Evolve
    static WrongEvolve on(Finished e) throws IOException {
      return new WrongEvolve();
    }

    @Evolve
    static WrongEvolve none() {
      return new WrongEvolve();
    }

    @Evolve
    static WrongEvolve any(Event e) {
      return new WrongEvolve();
    }

    @Evolve
    String text(Begun e) {
      return "";
    }

    @Evolve
    WrongEvolve on(Changed e) {
      return this;
    }
  }

  @Test
  void anEvolutionTakesOneClassOfEventsAndReturnsTheAggregateAndNeverThrows() {
    assertThat(Problems.of(WrongEvolve.class))
        .containsExactly(
            HERE + "WrongEvolve.any(" + HERE + "Event) takes " + HERE
                + "Event, which is not a class of"
                + " events; write one @Evolve for each event class",
            HERE + "WrongEvolve.none() has @Evolve and 0 parameters; it takes one, the event",
            HERE + "WrongEvolve.on(" + HERE
                + "Finished) declares IOException; an @Evolve method never"
                + " throws, for the event has happened",
            HERE + "WrongEvolve.text(" + HERE
                + "Begun) returns String; an @Evolve method returns the " + HERE
                + "WrongEvolve after the event");
  }

  record Unnamed() {}

  @EventType("finished")
  record AlsoFinished() {}

  @EventType("")
  record EmptyName() {}

  @Aggregate("names")
  record WrongNames() {
    @Decide
    static Finished begin(Begin c) {
      return new Finished();
    }

    @Evolve
    static WrongNames a(Finished e) {
      return new WrongNames();
    }

    @Evolve
    WrongNames b(AlsoFinished e) {
      return this;
    }

    @Evolve
    WrongNames c(Unnamed e) {
      return this;
    }

    @Evolve
    WrongNames d(EmptyName e) {
      return this;
    }
  }

  @Test
  void anEventHasANameOfItsOwn() {
    assertThat(Problems.of(WrongNames.class))
        .containsExactly(
            HERE + "Finished and " + HERE
                + "AlsoFinished are both stored as \"finished\"; give each" + " its own @EventType",
            HERE + "Unnamed has no @EventType; give it the name under which it is to be stored",
            "The @EventType of " + HERE + "EmptyName cannot be stored: The event type is empty");
  }

  interface Open {}

  @Aggregate("returns")
  record WrongReturns() {
    @Decide
    static Set<Finished> begin(Begin c) {
      return Set.of();
    }

    @Decide
    Stream<Finished> change(Change c) {
      return Stream.of();
    }

    @Decide
    List<? extends Open> finish(Finish c) {
      return List.of();
    }

    @Evolve
    static WrongReturns on(Finished e) {
      return new WrongReturns();
    }
  }

  @Test
  void aDecisionSaysWhichEventsItReturnsAndInWhichOrder() {
    String rest = ", which is neither an event class nor sealed; return nothing, one event, an"
        + " Optional or a List of events, and seal what they implement";
    assertThat(Problems.of(WrongReturns.class))
        .containsExactly(
            HERE + "WrongReturns.begin(" + HERE + "Begin) returns a set, and events have an order;"
                + " return a List",
            HERE + "WrongReturns.change(" + HERE + "Change) returns Stream" + rest,
            HERE + "WrongReturns.finish(" + HERE + "Finish) returns " + HERE + "Open" + rest);
  }
}
