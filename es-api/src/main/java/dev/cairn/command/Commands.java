package dev.cairn.command;

import dev.cairn.aggregate.AggregateDefinition;
import dev.cairn.aggregate.Appended;
import dev.cairn.aggregate.Loaded;
import dev.cairn.aggregate.StateLoader;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.AppendResult;
import dev.cairn.store.DuplicateEventIdException;
import dev.cairn.store.EventStore;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.WrongExpectedVersionException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

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

  private final EventStore store;
  private final StateLoader loader;
  private final CommandSettings settings;
  private final Registry registry;
  private final ReadModels readModels;
  private final EarlierResult earlier;
  private final Pauses pauses;

  private Commands(
      EventStore store,
      StateLoader loader,
      CommandSettings settings,
      Registry registry,
      ReadModels readModels) {
    this.store = store;
    this.loader = loader;
    this.settings = settings;
    this.registry = registry;
    this.readModels = readModels;
    this.earlier = new EarlierResult(store);
    this.pauses = new Pauses(settings);
  }

  /**
   * Commands for annotated classes.
   *
   * @throws InvalidAggregatesException if a class has mistakes, or two claim the same category,
   *     command or name of an event; it lists all of them
   */
  public static Commands of(EventStore store, Class<?>... aggregates) {
    return new Commands(
        store,
        StateLoader.replaying(store),
        CommandSettings.defaults(),
        Registry.ofClasses(aggregates),
        ReadModels.NONE);
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
    return new Commands(store, loader, settings, Registry.of(aggregates), ReadModels.NONE);
  }

  /**
   * The same commands, whose results can wait for read models: {@code
   * commands.send(new Withdraw(id, 500)).waitFor("balances")}.
   */
  public Commands withReadModels(ReadModels known) {
    return new Commands(store, loader, settings, registry, known);
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
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(aggregate, pending, attempt == 1);
      } catch (WrongExpectedVersionException e) {
        if (!expected.allows(e.actual())) {
          // Sent twice at once, the other one may be what changed the version.
          return find(pending).orElseThrow(() -> pending.unexpected(e.actual()));
        }
        boolean interrupted = Thread.currentThread().isInterrupted();
        if (interrupted || attempt >= settings.attempts()) {
          throw new CommandConflictException(pending.stream(), attempt, interrupted, e);
        }
        pauses.after(attempt);
      }
    }
  }

  private <S> CommandResult attempt(
      AggregateDefinition<S> aggregate, PendingCommand pending, boolean first) {
    Optional<CommandResult> sentBefore = find(pending);
    if (sentBefore.isPresent()) {
      return sentBefore.get();
    }
    Optional<Loaded<S>> remembered =
        first ? loader.remembered(aggregate, pending.stream()) : Optional.empty();
    if (remembered.isPresent() && pending.expected().allows(remembered.get().version())) {
      List<Object> events = guess(aggregate, pending, remembered.get());
      if (!events.isEmpty()) {
        return append(aggregate, pending, remembered.get(), events);
      }
    }
    return decide(aggregate, pending);
  }

  /** What follows from a state that may be old. Only an append can tell, so without events it is nothing. */
  private static <S> List<Object> guess(
      AggregateDefinition<S> aggregate, PendingCommand pending, Loaded<S> remembered) {
    try {
      return aggregate.decide(pending.stream(), remembered.state(), pending.command());
    } catch (RuntimeException refusal) {
      return List.of();
    }
  }

  /** Only who chose the id can have sent it before; everyone else is spared the question. */
  private Optional<CommandResult> find(PendingCommand pending) {
    return pending.repeatable() ? earlier.find(pending.id(), pending.stream()) : Optional.empty();
  }

  private <S> CommandResult decide(AggregateDefinition<S> aggregate, PendingCommand pending) {
    Loaded<S> loaded = loader.load(aggregate, pending.stream());
    if (!pending.expected().allows(loaded.version())) {
      throw pending.unexpected(loaded.version());
    }
    List<Object> events;
    try {
      events = aggregate.decide(pending.stream(), loaded.state(), pending.command());
    } catch (Exception refusal) {
      // Sent twice at once, the other one may be in the state already and be the very reason.
      Optional<CommandResult> sentMeanwhile = find(pending);
      if (sentMeanwhile.isPresent()) {
        return sentMeanwhile.get();
      }
      throw refusal;
    }
    if (events.isEmpty()) {
      return find(pending).orElseGet(() -> nothing(pending, loaded.version()));
    }
    return append(aggregate, pending, loaded, events);
  }

  private static CommandResult nothing(PendingCommand pending, StreamVersion version) {
    return new CommandResult(pending.stream(), version, Optional.empty(), List.of(), false);
  }

  private <S> CommandResult append(
      AggregateDefinition<S> aggregate,
      PendingCommand pending,
      Loaded<S> before,
      List<Object> events) {
    List<NewEvent> news = pending.toAppend(events);
    AppendResult appended;
    try {
      appended = store.append(pending.stream(), ExpectedVersion.exactly(before.version()), news);
    } catch (DuplicateEventIdException e) {
      // The same command was carried out meanwhile, on a state that gave it fewer events.
      return find(pending).orElseThrow(() -> e);
    }
    if (appended.repeated() && pending.repeatable()) {
      // Likewise, and it may have led to other events than the ones decided here. Under an id of
      // our own it is this very append, which the store repeated when its acknowledgement got lost.
      return find(pending)
          .orElseThrow(() -> new IllegalStateException(
              "The store repeated an append to " + pending.stream() + " that it does not hold"));
    }
    loader.appended(aggregate, new Appended<>(pending.stream(), before, news, appended));
    return new CommandResult(
        pending.stream(), appended.version(), Optional.of(appended.position()), events, false);
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
