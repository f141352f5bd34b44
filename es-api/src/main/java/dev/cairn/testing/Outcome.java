package dev.cairn.testing;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a command led to, about to be compared with what the test expects. Immutable. */
public final class Outcome<S> {

  private final Object command;
  private final Reaction reaction;
  private final @Nullable S state;

  Outcome(Object command, Reaction reaction, @Nullable S state) {
    this.command = command;
    this.reaction = reaction;
    this.state = state;
  }

  /**
   * The command led to exactly these events, in this order.
   *
   * @throws AssertionError if it did not
   */
  public Outcome<S> thenEvents(Object... expected) {
    List<Object> events = Arrays.asList(expected);
    if (reaction.refusal() != null || !events.equals(reaction.events())) {
      throw failure("led to other events than expected", events, reaction.seen());
    }
    return this;
  }

  /**
   * The command was accepted and led to no event.
   *
   * @throws AssertionError if it led to some or was refused
   */
  public Outcome<S> thenNothing() {
    return thenEvents();
  }

  /**
   * The command was refused with an exception of this type.
   *
   * @return the exception, to look at its fields
   * @throws AssertionError if the command was accepted, or refused otherwise
   */
  public <X extends Throwable> X thenThrows(Class<X> expected) {
    if (!expected.isInstance(reaction.refusal())) {
      throw failure(
          "was not refused as expected", List.of("threw " + expected.getName()), reaction.seen());
    }
    return expected.cast(reaction.refusal());
  }

  /**
   * The command was accepted and this is the state after it.
   *
   * @throws AssertionError if it is another one, or the command was refused
   */
  public Outcome<S> thenState(S expected) {
    if (reaction.refusal() != null) {
      throw failure("was refused", Collections.singletonList(expected), reaction.seen());
    }
    if (!Objects.equals(expected, state)) {
      throw failure(
          "led to another state than expected",
          Collections.singletonList(expected),
          state == null ? List.of() : Collections.singletonList(state));
    }
    return this;
  }

  private AssertionError failure(String what, List<?> expected, List<?> actual) {
    return new AssertionError(
        "The command " + command + " " + what + ".\n"
            + SideBySide.of("expected", expected, "actual", actual),
        reaction.refusal());
  }
}
