package dev.cairn.aggregate;

import dev.cairn.InvalidInputException;
import dev.cairn.event.StreamId;
import dev.cairn.internal.KeyText;
import dev.cairn.internal.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A plain {@link Decider}, checked once at start-up. Thread-safe if the decider is.
 *
 * <pre>{@code
 * DeciderModel.of(
 *     "counter", new CounterDecider(), CounterCommand.class, CounterCommand::id, CounterEvent.class)
 * }</pre>
 *
 * @param <S> the state
 */
public final class DeciderModel<S> implements AggregateDefinition<S> {

  private final String category;
  private final Decider<Object, S, Object> decider;
  private final Set<Class<?>> commands;
  private final Function<Object, ?> idOf;
  private final Set<Class<?>> events;

  private DeciderModel(
      String category,
      Decider<Object, S, Object> decider,
      Set<Class<?>> commands,
      Function<Object, ?> idOf,
      Set<Class<?>> events) {
    this.category = category;
    this.decider = decider;
    this.commands = commands;
    this.idOf = idOf;
    this.events = events;
  }

  /**
   * Makes a decider known.
   *
   * @param category of its streams
   * @param commands a class, or a sealed type of classes
   * @param idOf says which aggregate a command is for; the id is as in {@link AggregateId}
   * @param events a class, or a sealed type of classes, each with its own {@link
   *     dev.cairn.event.EventType}
   * @throws AggregateModelException if something is wrong; it lists all mistakes
   */
  @SuppressWarnings("unchecked") // only commands of C and events of E are ever handed over
  public static <C, S, E> DeciderModel<S> of(
      String category,
      Decider<C, S, E> decider,
      Class<C> commands,
      Function<? super C, ?> idOf,
      Class<E> events) {
    List<String> problems = new ArrayList<>();
    Categories.check(category, problems);
    Set<Class<?>> commandClasses = concrete(commands, "command", problems);
    Set<Class<?>> eventClasses = concrete(events, "event", problems);
    EventNames.check(eventClasses, problems);
    if (!problems.isEmpty()) {
      throw new AggregateModelException(decider.getClass(), problems);
    }
    return new DeciderModel<>(
        category,
        (Decider<Object, S, Object>) decider,
        Set.copyOf(commandClasses),
        (Function<Object, ?>) idOf,
        Set.copyOf(eventClasses));
  }

  private static Set<Class<?>> concrete(Class<?> root, String kind, List<String> problems) {
    Set<Class<?>> leaves = SealedTypes.leaves(root);
    for (Class<?> leaf : leaves) {
      if (!SealedTypes.isConcrete(leaf)) {
        problems.add(Names.of(leaf) + " is not a class of " + kind
            + "s; seal it, so that what implements it is known, or make it a record");
      }
    }
    leaves.removeIf(leaf -> !SealedTypes.isConcrete(leaf));
    return leaves;
  }

  @Override
  public String category() {
    return category;
  }

  @Override
  public Set<Class<?>> commands() {
    return commands;
  }

  @Override
  public Set<Class<?>> events() {
    return events;
  }

  @Override
  public StreamId streamOfId(Object id) {
    return StreamId.of(category, KeyText.keyOf(id));
  }

  @Override
  public StreamId streamOfCommand(Object command) {
    requireKnown(command);
    Object id = idOf.apply(command);
    if (id == null) {
      throw new InvalidInputException(
          "aggregate id", "of a " + Names.of(command.getClass()) + " is null");
    }
    return streamOfId(id);
  }

  @Override
  public S initial() {
    return decider.initial();
  }

  @Override
  public List<Object> decide(StreamId stream, @Nullable S state, Object command) {
    requireKnown(command);
    S from = orInitial(state);
    return new Decision<>(this, stream, from, command).events(decider.decide(command, from));
  }

  private void requireKnown(Object command) {
    if (!commands.contains(command.getClass())) {
      throw new UnknownCommandException(command.getClass(), commands);
    }
  }

  @Override
  public S evolve(@Nullable S state, Object event) {
    if (!events.contains(event.getClass())) {
      throw new CannotEvolveException(
          event.getClass(),
          "is not an event of " + Names.of(decider.getClass()) + ", which knows "
              + Names.of(events));
    }
    S next = decider.evolve(orInitial(state), event);
    if (next == null) {
      throw new CannotEvolveException(event.getClass(), "leads to null; return the state after it");
    }
    return next;
  }

  private S orInitial(@Nullable S state) {
    return state == null ? decider.initial() : state;
  }

  @Override
  public String toString() {
    return "aggregate " + category + " (" + decider.getClass().getName() + ")";
  }
}
