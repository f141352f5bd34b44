package dev.cairn.aggregate;

import dev.cairn.event.StreamId;
import dev.cairn.internal.Handles;
import dev.cairn.internal.KeyText;
import dev.cairn.internal.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An annotated class, read and checked once at start-up. After that its methods are called through
 * method handles, without reflection. Immutable and thread-safe.
 *
 * <p>A class is right if
 *
 * <ul>
 *   <li>it has {@link Aggregate} with a category that a stream can have;
 *   <li>each {@link Decide} method takes one command, and each command has one such method and one
 *       {@link AggregateId};
 *   <li>each {@link Evolve} method takes one event and returns the aggregate, and each event has
 *       one such method and its own {@link dev.cairn.event.EventType};
 *   <li>none is missing: if an event or a command implements a sealed type, the others that it
 *       permits are there too, and so is every event that a {@link Decide} method declares to
 *       return;
 *   <li>some event can come first, and so can one of a static {@link Decide} method; one of an
 *       instance method can come later.
 * </ul>
 *
 * <p>A sealed type counts if the event or command implements it directly or if it is nested in the
 * aggregate, so that all events of an application may have one sealed root. Methods may have any
 * access and may be inherited.
 *
 * @param <S> the annotated class
 */
public final class AggregateModel<S> implements AggregateDefinition<S> {

  private final Class<S> aggregate;
  private final String category;
  private final Map<Class<?>, DecideMethod> decides;
  private final Map<Class<?>, EvolveMethod> evolves;

  AggregateModel(
      Class<S> aggregate,
      String category,
      Map<Class<?>, DecideMethod> decides,
      Map<Class<?>, EvolveMethod> evolves) {
    this.aggregate = aggregate;
    this.category = category;
    this.decides = new HashMap<>(decides);
    this.evolves = new HashMap<>(evolves);
  }

  /**
   * Reads the class.
   *
   * @throws AggregateModelException if it has mistakes; it lists all of them
   */
  public static <S> AggregateModel<S> of(Class<S> aggregate) {
    return new ModelReader<>(aggregate).read();
  }

  /** The annotated class. */
  public Class<S> aggregate() {
    return aggregate;
  }

  @Override
  public String category() {
    return category;
  }

  @Override
  public Set<Class<?>> commands() {
    return Set.copyOf(decides.keySet());
  }

  @Override
  public Set<Class<?>> events() {
    return Set.copyOf(evolves.keySet());
  }

  @Override
  public StreamId streamOfId(Object id) {
    return StreamId.of(category, KeyText.keyOf(id));
  }

  @Override
  public StreamId streamOfCommand(Object command) {
    CommandKey key = methodFor(command).key();
    if (key == null) {
      throw new IllegalStateException("A model without the key of a command is never made");
    }
    return StreamId.of(category, key.of(command));
  }

  @Override
  public @Nullable S initial() {
    return null;
  }

  @Override
  public List<Object> decide(StreamId stream, @Nullable S state, Object command) {
    DecideMethod method = methodFor(command);
    if (method.creates() && state != null) {
      throw new AggregateAlreadyExistsException(stream, command.getClass());
    }
    if (!method.creates() && state == null) {
      throw new AggregateNotFoundException(stream, command.getClass());
    }
    Object returned = Handles.call(method.handle(), state, command);
    return new Decision<>(this, stream, state, command).events(returned);
  }

  private DecideMethod methodFor(Object command) {
    DecideMethod method = decides.get(command.getClass());
    if (method == null) {
      throw new UnknownCommandException(command.getClass(), decides.keySet());
    }
    return method;
  }

  @Override
  public S evolve(@Nullable S state, Object event) {
    EvolveMethod method = evolves.get(event.getClass());
    if (method == null) {
      throw new CannotEvolveException(
          event.getClass(), "has no @Evolve in " + Names.of(aggregate) + "; write one");
    }
    if (method.creates() && state != null) {
      throw new CannotEvolveException(
          event.getClass(),
          "comes after other events, and " + method.name() + " is static, for a first event");
    }
    if (!method.creates() && state == null) {
      throw new CannotEvolveException(
          event.getClass(),
          "comes first, and " + method.name() + " is an instance method, for a later event");
    }
    Object next = Handles.call(method.handle(), state, event);
    if (next == null) {
      throw new CannotEvolveException(
          event.getClass(), "leads to null; " + method.name() + " returns the state after it");
    }
    return aggregate.cast(next);
  }

  @Override
  public String toString() {
    return "aggregate " + category + " (" + aggregate.getName() + ")";
  }
}
