package dev.cairn.command;

import dev.cairn.aggregate.AggregateDefinition;
import dev.cairn.aggregate.Appended;
import dev.cairn.aggregate.Loaded;
import dev.cairn.aggregate.StateLoader;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.AppendResult;
import dev.cairn.store.DuplicateEventIdException;
import dev.cairn.store.ExpectedVersion;
import java.util.List;
import java.util.Optional;

/** The sending of one command: load, decide, append. */
record Sending<S>(
    AggregateDefinition<S> aggregate,
    PendingCommand pending,
    StateLoader loader,
    EarlierResult earlier,
    EventAppend append) {

  /**
   * Decides about it once more, and appends what follows. Whether the command was sent before is asked only
   * when something says so: a refusal, nothing to append, or events that are there already.
   */
  CommandResult attempt(boolean first) {
    Optional<CommandResult> sentBefore = first ? Optional.empty() : find();
    if (sentBefore.isPresent()) {
      return sentBefore.get();
    }
    Optional<Loaded<S>> remembered =
        first ? loader.remembered(aggregate, pending.stream()) : Optional.empty();
    if (remembered.isPresent() && pending.expected().allows(remembered.get().version())) {
      List<Object> events = guess(remembered.get());
      if (!events.isEmpty()) {
        return append(remembered.get(), events);
      }
    }
    return decide();
  }

  /** What follows from a state that may be old. Only an append can tell, so without events it is nothing. */
  private List<Object> guess(Loaded<S> remembered) {
    try {
      return aggregate.decide(pending.stream(), remembered.state(), pending.command());
    } catch (RuntimeException refusal) {
      return List.of();
    }
  }

  /** Only who chose the id can have sent it before; everyone else is spared the question. */
  Optional<CommandResult> find() {
    return pending.repeatable() ? earlier.find(pending.id(), pending.stream()) : Optional.empty();
  }

  private CommandResult decide() {
    Loaded<S> loaded = loader.load(aggregate, pending.stream());
    if (!pending.expected().allows(loaded.version())) {
      throw pending.unexpected(loaded.version());
    }
    List<Object> events;
    try {
      events = aggregate.decide(pending.stream(), loaded.state(), pending.command());
    } catch (Exception refusal) {
      // Sent twice at once, the other one may be in the state already and be the very reason.
      Optional<CommandResult> sentMeanwhile = find();
      if (sentMeanwhile.isPresent()) {
        return sentMeanwhile.get();
      }
      throw refusal;
    }
    if (events.isEmpty()) {
      return find().orElseGet(() -> nothing(loaded.version()));
    }
    return append(loaded, events);
  }

  private CommandResult nothing(StreamVersion version) {
    return new CommandResult(pending.stream(), version, Optional.empty(), List.of(), false);
  }

  private CommandResult append(Loaded<S> before, List<Object> events) {
    List<NewEvent> news = pending.toAppend(events);
    AppendResult appended;
    try {
      appended = append.append(pending.stream(), ExpectedVersion.exactly(before.version()), news);
    } catch (DuplicateEventIdException e) {
      // The same command was carried out meanwhile, on a state that gave it fewer events.
      return find().orElseThrow(() -> e);
    }
    if (appended.repeated() && pending.repeatable()) {
      // Likewise, and it may have led to other events than the ones decided here. Under an id of
      // our own it is this very append, which the store repeated when its acknowledgement got lost.
      return find()
          .orElseThrow(() -> new IllegalStateException(
              "The store repeated an append to " + pending.stream() + " that it does not hold"));
    }
    loader.appended(aggregate, new Appended<>(pending.stream(), before, news, appended));
    return new CommandResult(
        pending.stream(), appended.version(), Optional.of(appended.position()), events, false);
  }
}
