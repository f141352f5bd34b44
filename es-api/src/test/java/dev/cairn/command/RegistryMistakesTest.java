package dev.cairn.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.aggregate.Aggregate;
import dev.cairn.aggregate.AggregateId;
import dev.cairn.aggregate.AggregateModel;
import dev.cairn.aggregate.Decide;
import dev.cairn.aggregate.Evolve;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventType;
import dev.cairn.store.EventStore;
import dev.cairn.store.memory.InMemoryEventStore;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RegistryMistakesTest {

  record Make(@AggregateId String id) {}

  record MakeOther(@AggregateId String id) {}

  @EventType("made")
  record Made() {}

  @EventType("made")
  record OtherMade() {}

  @Aggregate("thing")
  record Thing() {
    @Decide
    static Made make(Make c) {
      return new Made();
    }

    @Evolve
    static Thing on(Made e) {
      return new Thing();
    }
  }

  @Aggregate("twin")
  record Twin() {
    @Decide
    static Made make(Make c) {
      return new Made();
    }

    @Evolve
    static Twin on(Made e) {
      return new Twin();
    }
  }

  @Aggregate("thing")
  record Namesake() {
    @Decide
    static OtherMade make(MakeOther c) {
      return new OtherMade();
    }

    @Evolve
    static Namesake on(OtherMade e) {
      return new Namesake();
    }
  }

  record Unfinished() {}

  private final EventStore store = new InMemoryEventStore(JacksonEventCodec.forEvents(Made.class));

  private static String name(Class<?> type) {
    return type.getName();
  }

  @Test
  void aCommandHasOneAggregateAndAnEventMayHaveSeveral() {
    assertThatExceptionOfType(InvalidAggregatesException.class)
        .isThrownBy(() -> Commands.of(store, Thing.class, Twin.class))
        .satisfies(e -> assertThat(e.problems())
            .containsExactly(
                "The aggregate thing (" + name(Thing.class) + ") and the aggregate twin ("
                    + name(Twin.class) + ") both claim commands of " + name(Make.class)
                    + "; it belongs to one aggregate"));
  }

  @Test
  void aCategoryHasOneAggregateAndANameOneEvent() {
    List<String> expected = List.of(
        "The aggregate thing (" + name(Thing.class) + ") and the aggregate thing ("
            + name(Namesake.class)
            + ") both claim the category \"thing\"; it belongs to one aggregate",
        name(Made.class) + " and " + name(OtherMade.class)
            + " are both stored as \"made\"; give each its own @EventType");
    assertThatExceptionOfType(InvalidAggregatesException.class)
        .isThrownBy(() -> Commands.of(store, Thing.class, Namesake.class))
        .satisfies(e -> assertThat(e.problems()).isEqualTo(expected));
    assertThatExceptionOfType(InvalidAggregatesException.class)
        .isThrownBy(() -> Commands.of(
            store,
            CommandSettings.defaults(),
            AggregateModel.of(Thing.class),
            AggregateModel.of(Namesake.class)))
        .satisfies(e -> assertThat(e.problems()).isEqualTo(expected));
  }

  @Test
  void theMistakesOfAllAggregatesAreReportedAtOnce() {
    assertThatExceptionOfType(InvalidAggregatesException.class)
        .isThrownBy(
            () -> Commands.of(store, Unfinished.class, Thing.class, Twin.class, Namesake.class))
        .satisfies(e -> assertThat(e.problems())
            .hasSize(6)
            .satisfies(all -> assertThat(all.subList(0, 3))
                .allMatch(problem -> problem.startsWith(name(Unfinished.class) + ": "))))
        .withMessageContaining("has no @Aggregate")
        .withMessageContaining("both claim commands of")
        .withMessageContaining("both claim the category")
        .withMessageContaining("both stored as");
  }
}
