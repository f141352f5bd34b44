package dev.cairn.command;

import dev.cairn.aggregate.AggregateDefinition;
import dev.cairn.aggregate.StateLoader;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.EventStore;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.WrongExpectedVersionException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Sends commands to aggregates: loads the state, lets it decide, appends the events, and does so
 * again if another writer came first.
 *
 * <pre>{@code
 * Commands commands = Commands.of(store, Account.class, Transfer.class);
 * commands.send(new Withdraw(id, 500));
 * }</pre>
 *
 * <p>Thread-safe and without locks: commands for different aggregates do not hinder each other.
 */
public final class Commands {

  private final StateLoader loader;
  private final CommandSettings settings;
  private final Registry registry;
  private final ReadModels readModels;
  private final EarlierResult earlier;
  private final EventAppend append;
  private final Pauses pauses;

  private Commands(
      StateLoader loader,
      CommandSettings settings,
      Registry registry,
      ReadModels readModels,
      EarlierResult earlier,
      EventAppend append) {
    this.loader = loader;
    this.settings = settings;
    this.registry = registry;
    this.readModels = readModels;
    this.earlier = earlier;
    this.append = append;
    this.pauses = new Pauses(settings);
  }

  private static Commands of(
      EventStore store, StateLoader loader, CommandSettings settings, Registry registry) {
    return new Commands(
        loader, settings, registry, ReadModels.NONE, new EarlierResult(store), store::append);
  }

  /**
   * Commands for annotated classes.
   *
   * @throws InvalidAggregatesException if a class has mistakes, or two claim the same category,
   *     command or name of an event; it lists all of them
   */
  public static Commands of(EventStore store, Class<?>... aggregates) {
    return of(
        store,
        StateLoader.replaying(store),
        CommandSettings.defaults(),
        Registry.ofClasses(aggregates));
  }

  /**
   * Commands for aggregates however they are defined.
   *
   * @throws InvalidAggregatesException if two claim the same category, command or name of an event;
   *     it lists all of them
   */
  public static Commands of(
      EventStore store, CommandSettings settings, AggregateDefinition<?>... aggregates) {
    return of(store, StateLoader.replaying(store), settings, aggregates);
  }

  /**
   * As {@link #of(EventStore, CommandSettings, AggregateDefinition...)}, with states from a loader
   * that has its own way to them.
   */
  public static Commands of(
      EventStore store,
      StateLoader loader,
      CommandSettings settings,
      AggregateDefinition<?>... aggregates) {
    return of(store, loader, settings, Registry.of(aggregates));
  }

  /**
   * The same commands, whose results can wait for read models: {@code
   * commands.send(new Withdraw(id, 500)).waitFor("balances")}.
   */
  public Commands withReadModels(ReadModels known) {
    return new Commands(loader, settings, registry, known, earlier, append);
  }

  /**
   * The same commands, whose events come into the log by other means: with something else in the same
   * transaction, say. Whatever the append throws ends the sending as the store's own would.
   */
  public Commands appendingThrough(EventAppend other) {
    return new Commands(loader, settings, registry, readModels, earlier, other);
  }

  /**
   * The stream to which the events of a command go.
   *
   * @throws dev.cairn.aggregate.UnknownCommandException if no aggregate decides about such commands
   * @throws dev.cairn.InvalidInputException if the id of the aggregate cannot be the key of a stream
   */
  public StreamId streamOf(Object command) {
    return registry.decidingAbout(command).streamOfCommand(command);
  }

  /** The classes of the commands that can be sent. */
  public Set<Class<?>> types() {
    return registry.commands();
  }

  /** As {@link #send(Object, CommandContext)}, for a command that is not going to be repeated. */
  public CommandResult send(Object command) {
    return send(command, CommandContext.none());
  }

  /**
   * Appends what the aggregate decides about the command, in one atomic step. A command that leads
   * to no event appends nothing.
   *
   * <p>A command id makes this idempotent: of all commands sent to one aggregate under the same id,
   * also at the same time, one is carried out, and the others return its result. The id stands for
   * the command, so another command is never sent under it. A command that led to no event, or was
   * refused, left nothing behind and is decided again.
   *
   * <p>What the aggregate throws to refuse the command reaches the caller unchanged.
   *
   * @throws dev.cairn.aggregate.UnknownCommandException if no aggregate decides about such commands
   * @throws dev.cairn.aggregate.AggregateNotFoundException if the command needs an aggregate that
   *     is not there
   * @throws dev.cairn.aggregate.AggregateAlreadyExistsException if the command creates an aggregate
   *     that is there
   * @throws dev.cairn.aggregate.InvalidDecisionException if the aggregate decided on an event that
   *     it cannot evolve
   * @throws CommandConflictException if other writers came first each time, or the thread is
   *     interrupted after one did; its interrupt stays set
   * @throws dev.cairn.InvalidInputException if the id of the aggregate cannot be the key of a
   *     stream, or the store refuses the events
   */
  public CommandResult send(Object command, CommandContext context) {
    return send(command, context, ExpectedVersion.any());
  }

  /**
   * As {@link #send(Object, CommandContext)}, if the aggregate still is as the sender has seen it. That is
   * checked in the append itself, so nobody comes in between. A command that was carried out under its id
   * before returns its result also though the aggregate has changed since, by itself for one.
   *
   * @param expected the version to which the sender has seen the aggregate come
   * @throws WrongExpectedVersionException if the aggregate is at another version; it has decided nothing
   */
  public CommandResult send(Object command, CommandContext context, ExpectedVersion expected) {
    return send(registry.decidingAbout(command), command, context, expected)
        .withReadModels(readModels);
  }

  private <S> CommandResult send(
      AggregateDefinition<S> aggregate,
      Object command,
      CommandContext context,
      ExpectedVersion expected) {
    PendingCommand pending =
        PendingCommand.of(command, aggregate.streamOfCommand(command), context, expected);
    Sending<S> sending = new Sending<>(aggregate, pending, loader, earlier, append);
    for (int attempt = 1; ; attempt++) {
      try {
        return sending.attempt(attempt == 1);
      } catch (WrongExpectedVersionException e) {
        if (!expected.allows(e.actual())) {
          // Sent twice at once, the other one may be what changed the version.
          return sending.find().orElseThrow(() -> pending.unexpected(e.actual()));
        }
        boolean interrupted = Thread.currentThread().isInterrupted();
        if (interrupted || attempt >= settings.attempts()) {
          throw new CommandConflictException(pending.stream(), attempt, interrupted, e);
        }
        pauses.after(attempt);
      }
    }
  }

  /**
   * The state of an aggregate now, or empty if there is none.
   *
   * @param id as in {@link dev.cairn.aggregate.AggregateId}
   * @throws UnknownAggregateException if the class was not registered
   * @throws dev.cairn.aggregate.StreamFoldException if an event of the stream leads nowhere
   */
  public <S> Optional<S> load(Class<S> aggregate, Object id) {
    return load(registry.modelOf(aggregate), id);
  }

  /** As {@link #load(Class, Object)}, for an aggregate however it is defined. */
  public <S> Optional<S> load(AggregateDefinition<S> aggregate, Object id) {
    return Optional.ofNullable(loader.load(aggregate, aggregate.streamOfId(id)).state());
  }

  /** As {@link #load(Class, Object)}, after the event of a version, or after the last one of a shorter stream. */
  public <S> Optional<S> loadAsOf(Class<S> aggregate, Object id, StreamVersion version) {
    AggregateDefinition<S> model = registry.modelOf(aggregate);
    return Optional.ofNullable(
        loader.loadAsOf(model, model.streamOfId(id), version).state());
  }

  /** As {@link #load(Class, Object)}, before the first event that was recorded after an instant. */
  public <S> Optional<S> loadAsOf(Class<S> aggregate, Object id, Instant instant) {
    AggregateDefinition<S> model = registry.modelOf(aggregate);
    return Optional.ofNullable(
        loader.loadAsOf(model, model.streamOfId(id), instant).state());
  }
}
