package dev.cairn.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.InvalidInputException;
import dev.cairn.aggregate.Decider;
import dev.cairn.aggregate.DeciderModel;
import dev.cairn.event.EventType;
import dev.cairn.store.memory.InMemoryEventStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SnapshotSetupTest {

  record Touch(String thing) {}

  @EventType("touched")
  record Touched() {}

  static final class Changing {}

  record Maybe(Optional<String> name) {}

  private static <S> Snapshotted<S> of(String category, Class<S> state, S initial) {
    Decider<Touch, S, Touched> decider = new Decider<>() {
      @Override
      public S initial() {
        return initial;
      }

      @Override
      public List<Touched> decide(Touch command, S at) {
        return List.of(new Touched());
      }

      @Override
      public S evolve(S at, Touched event) {
        return at;
      }
    };
    return Snapshotted.of(
        DeciderModel.of(category, decider, Touch.class, Touch::thing, Touched.class),
        state,
        SnapshotPolicy.every(2));
  }

  @Test
  void everyMistakeIsNamedAtOnce() {
    assertThatExceptionOfType(SnapshotSetupException.class)
        .isThrownBy(() -> Snapshots.of(
            new InMemoryEventStore(Purse.codec()),
            new InMemorySnapshotStore(),
            of("changing", Changing.class, new Changing()),
            of("maybe", Maybe.class, new Maybe(Optional.empty())),
            of("twice", Long.class, 1L),
            of("twice", Long.class, 1L)))
        .satisfies(e -> assertThat(e.problems())
            .satisfiesExactlyInAnyOrder(
                problem -> assertThat(problem)
                    .contains("'changing'", Changing.class.getName(), "make it a record"),
                problem -> assertThat(problem).contains("Maybe.name", "Optional"),
                problem -> assertThat(problem).contains("'twice'", "named twice")));
  }

  @Test
  void revisionsBeginAtOne() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> Snapshotted.of(Purse.class, SnapshotPolicy.every(1)).withRevision(0));
  }

  @Test
  void aStoreKeepsAtLeastOne() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> new InMemorySnapshotStore(0));
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    SnapshotSettings settings = SnapshotSettings.defaults();
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> settings.withRememberedStates(-1));
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> settings.withWaiting(0));
  }
}
