package dev.cairn.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.InvalidInputException;
import dev.cairn.event.StreamId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeciderModelTest {

  private static final StreamId STREAM = StreamId.of("counter", "c");

  private final DeciderModel<Long> counter = Counter.model();

  @Test
  void knowsItsCategoryCommandsAndEvents() {
    assertThat(counter.category()).isEqualTo("counter");
    assertThat(counter.commands())
        .containsExactlyInAnyOrder(Counter.Raise.class, Counter.Reset.class);
    assertThat(counter.events())
        .containsExactlyInAnyOrder(Counter.Raised.class, Counter.WasReset.class);
    assertThat(counter.streamOfCommand(new Counter.Reset("c"))).isEqualTo(STREAM);
  }

  @Test
  void decidesFromTheInitialState() {
    assertThat(counter.decide(STREAM, counter.initial(), new Counter.Raise("c", 2)))
        .containsExactly(new Counter.Raised(1), new Counter.Raised(1));
    assertThat(counter.decide(STREAM, null, new Counter.Reset("c"))).isEmpty();
    assertThat(counter.evolve(null, new Counter.Raised(3))).isEqualTo(3);
    assertThat(counter.evolve(4L, new Counter.WasReset())).isZero();
  }

  @Test
  void doesNotKnowOtherCommandsAndEvents() {
    assertThatExceptionOfType(UnknownCommandException.class)
        .isThrownBy(() -> counter.streamOfCommand("raise"));
    assertThatExceptionOfType(UnknownCommandException.class)
        .isThrownBy(() -> counter.decide(STREAM, 0L, "raise"));
    assertThatExceptionOfType(CannotEvolveException.class)
        .isThrownBy(() -> counter.evolve(0L, "raised"));
  }

  @Test
  @SuppressWarnings("NullAway") // an application may well be compiled without it
  void aCommandWithoutAnIdIsRefused() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> counter.streamOfCommand(new Counter.Reset(null)))
        .satisfies(e -> assertThat(e.subject()).isEqualTo("aggregate id"));
  }

  interface OpenCommand {}

  sealed interface Event {}

  record Unnamed() implements Event {}

  non-sealed interface OpenEvent extends Event {}

  static final class Wrong implements Decider<OpenCommand, String, Event> {

    @Override
    public String initial() {
      return "";
    }

    @Override
    public List<Event> decide(OpenCommand command, String state) {
      return List.of();
    }

    @Override
    public String evolve(String state, Event event) {
      return state;
    }
  }

  @Test
  void everyMistakeIsReportedAtOnce() {
    assertThat(Problems.of(
            () -> DeciderModel.of("", new Wrong(), OpenCommand.class, command -> "1", Event.class)))
        .containsExactly(
            "The category cannot be used: The stream category is empty",
            "DeciderModelTest.OpenCommand is not a class of commands; seal it, so that what implements"
                + " it is known, or make it a record",
            "DeciderModelTest.OpenEvent is not a class of events; seal it, so that what implements it"
                + " is known, or make it a record",
            "DeciderModelTest.Unnamed has no @EventType; give it the name under which it is to be"
                + " stored");
  }
}
