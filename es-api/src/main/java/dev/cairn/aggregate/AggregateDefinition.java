package dev.cairn.aggregate;

import dev.cairn.InvalidInputException;
import dev.cairn.event.StreamId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the framework knows about one kind of aggregate, however it was written: as an annotated
 * class ({@link AggregateModel}) or as a plain {@link Decider} ({@link DeciderModel}). Thread-safe.
 *
 * @param <S> the state
 */
public sealed interface AggregateDefinition<S> permits AggregateModel, DeciderModel {

  /** The category of its streams. */
  String category();

  /** The classes of the commands it decides about. */
  Set<Class<?>> commands();

  /** The classes of its events, each with its own {@link dev.cairn.event.EventType} name. */
  Set<Class<?>> events();

  /**
   * The stream of the aggregate with this id.
   *
   * @param id as in {@link AggregateId}
   * @throws InvalidInputException if the id is of a type that has no text form, or its text cannot
   *     be the key of a stream
   */
  StreamId streamOfId(Object id);

  /**
   * The stream that a command is for.
   *
   * @throws UnknownCommandException if the aggregate does not decide about such commands
   * @throws InvalidInputException as in {@link #streamOfId}; also if the id is null
   */
  StreamId streamOfCommand(Object command);

  /** The state before the first event; null where there is none yet, as in an annotated class. */
  @Nullable
  S initial();

  /**
   * The events that a command leads to. They have been tried: each can be evolved after the ones
   * before it. What the aggregate's own code throws comes out unchanged.
   *
   * @param stream names the aggregate in exceptions
   * @return unmodifiable, often empty
   * @throws UnknownCommandException if the aggregate does not decide about such commands
   * @throws AggregateNotFoundException if the command needs a state and there is none
   * @throws AggregateAlreadyExistsException if the command creates and there is a state
   * @throws InvalidDecisionException if an event could not be evolved, so the stream could never be
   *     loaded again
   */
  List<Object> decide(StreamId stream, @Nullable S state, Object command);

  /**
   * The state after the event. What the aggregate's own code throws comes out unchanged.
   *
   * @throws CannotEvolveException if there is no way from this state over this event
   */
  S evolve(@Nullable S state, Object event);
}
