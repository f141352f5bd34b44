package dev.cairn.testing;

import dev.cairn.aggregate.AggregateDefinition;
import dev.cairn.aggregate.InvalidDecisionException;
import dev.cairn.aggregate.UnknownCommandException;
import dev.cairn.event.StreamId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An aggregate in a known state, about to get a command. Immutable. */
public final class Given<S> {

  private final AggregateDefinition<S> definition;
  private final StoredForm stored;
  private final @Nullable S state;

  Given(AggregateDefinition<S> definition, StoredForm stored, @Nullable S state) {
    this.definition = definition;
    this.stored = stored;
    this.state = state;
  }

  /**
   * Sends the command.
   *
   * @throws AssertionError if the aggregate does not know such commands, decides on an event that
   *     cannot be evolved or stored, or decides differently when it is asked again
   */
  public Outcome<S> when(Object command) {
    Reaction reaction = react(command);
    reaction.requireSameAs(react(command), command);
    S next = state;
    for (Object event : reaction.events()) {
      next = definition.evolve(next, stored.through(event));
    }
    return new Outcome<>(command, reaction, next);
  }

  private Reaction react(Object command) {
    try {
      StreamId stream = definition.streamOfCommand(command);
      return new Reaction(definition.decide(stream, state, command), null);
    } catch (UnknownCommandException | InvalidDecisionException e) {
      // Never what a test is after: the aggregate itself is wrong.
      throw new AssertionError(e.getMessage(), e);
    } catch (Exception refusal) {
      return new Reaction(List.of(), refusal);
    }
  }
}
