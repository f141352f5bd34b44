package dev.cairn.projection;

import dev.cairn.command.CommandConflictException;
import dev.cairn.command.CommandContext;
import dev.cairn.command.CommandResult;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import dev.cairn.postgres.LogLockedException;
import dev.cairn.postgres.LogUnavailableException;
import dev.cairn.postgres.lease.LeaseLostException;
import dev.cairn.process.Step;
import dev.cairn.projection.CommandTable.Sent;
import dev.cairn.projection.ProcessTables.Kept;
import dev.cairn.projection.SharedSteps.WithdrawnException;
import dev.cairn.store.AppendResult;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamAppend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what instances of a process have sent. A command's events, and that it is carried out, are one
 * transaction of the lease's holder: so it happens once, and what was withdrawn or refused never turns up
 * later. Thread-safe, but for {@link #next}.
 */
final class ProcessCommands<P> {

  private static final Logger log = LoggerFactory.getLogger(ProcessCommands.class);

  /** So many load, decide, and tell instances of refusals at a time: each needs a connection for that. */
  private static final int AT_WORK = 4;

  /** One after the other, so that those of other streams wait for no more than these. */
  private static final int MOST_OF_STREAM = 32;

  private final ProcessDefinition<P> definition;
  private final ProcessTables tables;
  private final CommandQueue queue;
  private final HeldTransactions transactions;
  private final SharedSteps steps;
  private final Semaphore atWork = new Semaphore(AT_WORK);

  ProcessCommands(
      ProcessDefinition<P> definition, HeldTransactions transactions, SharedSteps steps) {
    this.definition = definition;
    this.tables = definition.tables(transactions.generation().schema());
    this.queue = new CommandQueue(tables.sent());
    this.transactions = transactions;
    this.steps = steps;
  }

  /** A command that was sent, and can be read. */
  record Ready(Sent sent, Object command) {}

  /**
   * Some that can be carried out now, each of another instance, and none of these: by the aggregates that
   * decide about them, because two that decide at the same time are in each other's way.
   */
  Collection<List<Ready>> next(Set<String> due) {
    Map<Object, List<Ready>> byStream = new LinkedHashMap<>();
    Map<Sent, RuntimeException> unreadable = new LinkedHashMap<>();
    transactions.whileLive(handle -> queue.next(handle, due, sent -> {
      try {
        Object command = definition.forms().read(sent.type(), sent.command());
        List<Ready> ofStream = byStream.computeIfAbsent(
            definition.commands().streamOf(command), none -> new ArrayList<>());
        return ofStream.size() < MOST_OF_STREAM && ofStream.add(new Ready(sent, command));
      } catch (RuntimeException e) {
        unreadable.put(sent, e);
        return true;
      }
    }));
    unreadable.forEach(this::failed);
    return byStream.values();
  }

  /**
   * Carries one out, tells the instance that it was refused, or has it tried again later.
   *
   * @throws LeaseLostException if another process has taken over
   * @throws CheckpointMovedException if the process is paused
   * @throws LogUnavailableException if the database is away
   */
  void carryOut(Ready ready) {
    atWork.acquireUninterruptibly();
    try {
      send(ready);
    } catch (WithdrawnException e) {
      log.debug("{} of {} was withdrawn meanwhile", ready.sent.type(), ready.sent.key());
    } catch (LeaseLostException | CheckpointMovedException | LogUnavailableException e) {
      throw e;
    } catch (CommandConflictException | LogLockedException e) {
      failed(ready.sent, e);
    } catch (RuntimeException e) {
      refused(ready, e);
    } finally {
      atWork.release();
    }
  }

  private void send(Ready ready) {
    CommandResult result = definition
        .commands()
        .appendingThrough(
            (stream, expected, events) -> append(ready.sent, stream, expected, events))
        .send(ready.command, context(ready.sent.metadata()));
    if (result.repeated() || result.position().isEmpty()) {
      transactions.in(handle -> tables.sent().done(handle, List.of(ready.sent.number())));
    }
  }

  /** While it waits for the commit, somebody else may be at work. */
  private AppendResult append(
      Sent sent, StreamId stream, ExpectedVersion expected, List<NewEvent> events) {
    atWork.release();
    try {
      return steps.append(sent, new StreamAppend(stream, expected, events));
    } finally {
      atWork.acquireUninterruptibly();
    }
  }

  private static CommandContext context(EventMetadata metadata) {
    return new CommandContext(
        metadata.commandId(),
        metadata.correlationId(),
        metadata.causationId(),
        metadata.actor(),
        metadata.headers());
  }

  private void refused(Ready ready, RuntimeException refusal) {
    try {
      if (!transactions.in(handle -> tell(handle, ready, refusal))) {
        failed(ready.sent, refusal);
      }
    } catch (WithdrawnException e) {
      log.debug("{} of {} was withdrawn meanwhile", ready.sent.type(), ready.sent.key());
    } catch (LeaseLostException | CheckpointMovedException | LogUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      e.addSuppressed(refusal);
      failed(ready.sent, e);
    }
  }

  /** False if the instance is over, or has no method for that. */
  private boolean tell(Handle handle, Ready ready, RuntimeException refusal) {
    Sent sent = ready.sent;
    Map<String, Kept> before = tables.lock(handle, List.of(sent.key()));
    TakenSteps<P> steps = new TakenSteps<>(definition, tables, before);
    P instance = steps.state(sent.key());
    Optional<Step<P>> step = instance == null
        ? Optional.empty()
        : definition.model().refused(instance, ready.command, refusal);
    if (step.isEmpty()) {
      return false;
    }
    if (tables.sent().done(handle, List.of(sent.number())).isEmpty()) {
      throw new WithdrawnException();
    }
    UUID id = Objects.requireNonNull(sent.metadata().commandId());
    steps.take(
        sent.key(), step.get(), new TakenSteps.Cause(id, tables.now(handle), sent.metadata()));
    steps.write(handle);
    return true;
  }

  private void failed(Sent sent, RuntimeException failure) {
    String reason = Reason.of(failure);
    Duration pause = TryAgain.after(sent.attempts());
    log.warn(
        "{} of the process '{}' for {} is not carried out, and is tried again in {}: {}",
        sent.type(),
        definition.name(),
        sent.key(),
        pause,
        reason);
    transactions.in(handle -> {
      tables.sent().failed(handle, sent, pause, reason);
      return null;
    });
  }
}
