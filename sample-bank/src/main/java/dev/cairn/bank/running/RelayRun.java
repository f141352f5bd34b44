package dev.cairn.bank.running;

import dev.cairn.bank.Bank;
import dev.cairn.bank.BankKafka;
import dev.cairn.event.Position;
import dev.cairn.outbox.OutboxRelay;
import dev.cairn.outbox.RelayHaltedException;
import dev.cairn.outbox.RelaySettings;
import dev.cairn.outbox.RelayState;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The bank's relay while it runs, and what people are told of it. */
public final class RelayRun implements AutoCloseable {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long TELL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Bank bank;
  private final OutboxRelay relay;
  private final PrintStream err;
  private String told = "";
  private long toldAt = System.nanoTime();

  private RelayRun(Bank bank, OutboxRelay relay, PrintStream err) {
    this.bank = bank;
    this.relay = relay;
    this.err = err;
  }

  public static RelayRun start(Bank bank, BankKafka kafka, PrintStream err) {
    return start(bank, kafka, kafka.relay(), err);
  }

  public static RelayRun start(
      Bank bank, BankKafka kafka, RelaySettings settings, PrintStream err) {
    return new RelayRun(bank, OutboxRelay.start(bank.store(), kafka.settings(), settings), err);
  }

  /**
   * Waits until all that is in the log now has been published.
   *
   * @return false if it was told to stop before
   * @throws RelayHaltedException if the relay cannot go on
   */
  public boolean awaitAll(BooleanSupplier stop) {
    Position end = bank.store().head();
    return await(stop, () -> !end.isAfter(relay.state().cursor()));
  }

  /**
   * Publishes until it is told to stop.
   *
   * @throws RelayHaltedException if the relay cannot go on
   */
  public void await(BooleanSupplier stop) {
    await(stop, () -> false);
  }

  private boolean await(BooleanSupplier stop, BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      if (stop.getAsBoolean()) {
        return false;
      }
      if (relay.ended().toCompletableFuture().isDone()) {
        throwWhatEndedIt();
      }
      tell();
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return true;
  }

  private void throwWhatEndedIt() {
    try {
      relay.ended().toCompletableFuture().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RelayHaltedException halted) {
        throw halted;
      }
      throw e;
    }
    throw new IllegalStateException("The relay has ended, and nobody has closed it");
  }

  private void tell() {
    if (System.nanoTime() - toldAt < TELL_NANOS) {
      return;
    }
    toldAt = System.nanoTime();
    String line = line(relay.state());
    if (!line.equals(told)) {
      told = line;
      err.println(line);
    }
  }

  private static String line(RelayState state) {
    if (!state.leading()) {
      return "relay: standing by, another process publishes";
    }
    if (state.waiting()) {
      return state.failures() == 0
          ? "relay: connecting"
          : "relay: waiting for Kafka or the database";
    }
    return String.format(
        Locale.ROOT,
        "relay: published up to position %,d, %,d to go, %,.0f events/s%s",
        state.cursor().value(),
        state.lagEvents(),
        state.eventsPerSecond(),
        state.parkedStreams() == 0
            ? ""
            : String.format(Locale.ROOT, ", %,d streams parked", state.parkedStreams()));
  }

  /** Finishes the batch in flight. */
  @Override
  public void close() {
    relay.close();
  }
}
