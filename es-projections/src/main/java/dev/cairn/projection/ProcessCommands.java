package dev.cairn.projection;

import dev.cairn.CairnException;
import dev.cairn.command.CommandConflictException;
import dev.cairn.command.CommandContext;
import dev.cairn.command.CommandResult;
import dev.cairn.event.EventMetadata;
import dev.cairn.postgres.LogUnavailableException;
import dev.cairn.postgres.lease.LeaseLostException;
import dev.cairn.process.Step;
import dev.cairn.projection.ProcessTables.Kept;
import dev.cairn.projection.ProcessTables.Sent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what instances of a process have sent. A command's events, and that it is carried out, are one
 * transaction of the lease's holder: so it happens once, and what was withdrawn or refused never turns up
 * later. Thread-safe.
 */
final class ProcessCommands<P> {

  private static final Logger log = LoggerFactory.getLogger(ProcessCommands.class);

  private static final int MOST = 256;

  private final ProcessDefinition<P> definition;
  private final ProcessTables tables;
  private final HeldTransactions transactions;

  ProcessCommands(ProcessDefinition<P> definition, HeldTransactions transactions) {
    this.definition = definition;
    this.tables = definition.tables(transactions.generation().schema());
    this.transactions = transactions;
  }

  /** Some that can be carried out now, each of another instance. */
  List<Sent> next() {
    return transactions.whileLive(handle -> tables.next(handle, MOST));
  }

  /**
   * Carries one out, tells the instance that it was refused, or has it tried again later.
   *
   * @throws LeaseLostException if another process has taken over
   * @throws CheckpointMovedException if the process is paused
   * @throws LogUnavailableException if the database is away
   */
  void carryOut(Sent sent) {
    Object command;
    try {
      command = definition.forms().read(sent.type(), sent.command());
    } catch (RuntimeException e) {
      failed(sent, e);
      return;
    }
    try {
      send(sent, command);
    } catch (WithdrawnException e) {
      log.debug("{} of {} was withdrawn meanwhile", sent.type(), sent.key());
    } catch (LeaseLostException | CheckpointMovedException | LogUnavailableException e) {
      throw e;
    } catch (CommandConflictException e) {
      failed(sent, e);
    } catch (RuntimeException e) {
      refused(sent, command, e);
    }
  }

  private void send(Sent sent, Object command) {
    CommandResult result = definition
        .commands()
        .appendingThrough((stream, expected, events) -> transactions.in(handle -> {
          take(handle, sent);
          // Last, since every other append waits from here to the commit.
          return transactions.parts().store().append(handle, stream, expected, events);
        }))
        .send(command, context(sent.metadata()));
    if (result.repeated() || result.position().isEmpty()) {
      transactions.in(handle -> tables.done(handle, sent));
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

  private void take(Handle handle, Sent sent) {
    if (!tables.done(handle, sent)) {
      throw new WithdrawnException();
    }
  }

  private void refused(Sent sent, Object command, RuntimeException refusal) {
    try {
      if (!transactions.in(handle -> tell(handle, sent, command, refusal))) {
        failed(sent, refusal);
      }
    } catch (WithdrawnException e) {
      log.debug("{} of {} was withdrawn meanwhile", sent.type(), sent.key());
    } catch (CairnException | CheckpointMovedException e) {
      throw e;
    } catch (RuntimeException e) {
      e.addSuppressed(refusal);
      failed(sent, e);
    }
  }

  /** False if the instance is over, or has no method for that. */
  private boolean tell(Handle handle, Sent sent, Object command, RuntimeException refusal) {
    Map<String, Kept> before = tables.lock(handle, List.of(sent.key()));
    TakenSteps<P> steps = new TakenSteps<>(definition, tables, before);
    P instance = steps.state(sent.key());
    Optional<Step<P>> step = instance == null
        ? Optional.empty()
        : definition.model().refused(instance, command, refusal);
    if (step.isEmpty()) {
      return false;
    }
    take(handle, sent);
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
      tables.failed(handle, sent, pause, reason);
      return null;
    });
  }

  /** The command is not to be carried out any more. */
  private static final class WithdrawnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WithdrawnException() {
      super("withdrawn", null, false, false);
    }
  }
}
