package dev.cairn.bank;

import dev.cairn.event.Position;
import dev.cairn.outbox.RelayStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Relay processes, one after the other: when one is killed, the next takes over. */
final class DemoRelays implements AutoCloseable {

  private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

  private final Bank bank;
  private final BankKafka kafka;
  private final Path output;
  private RelayChild child;
  private int kills;
  private Duration longestGap = Duration.ZERO;

  DemoRelays(Bank bank, BankKafka kafka, Path output) {
    this.bank = bank;
    this.kafka = kafka;
    this.output = output;
    this.child = RelayChild.start(bank.address(), kafka, output);
  }

  /** Waits until it leads, and kills it; returns when another one leads, or it is told to stop. */
  void kill(BooleanSupplier stop) {
    if (!await(stop, () -> isLedAfter(0))) {
      return;
    }
    long term = status().map(RelayStatus::term).orElse(0L);
    long killed = System.nanoTime();
    child.kill();
    kills++;
    child = RelayChild.start(bank.address(), kafka, output);
    if (await(stop, () -> isLedAfter(term))) {
      Duration gap = Duration.ofNanos(System.nanoTime() - killed);
      longestGap = gap.compareTo(longestGap) > 0 ? gap : longestGap;
    }
  }

  private boolean isLedAfter(long term) {
    return status()
        .filter(status -> status.state().equals("leading") && status.term() > term)
        .isPresent();
  }

  private Optional<RelayStatus> status() {
    return RelayStatus.of(bank.store().database(), kafka.relay().name());
  }

  private Position cursor() {
    return status().map(RelayStatus::cursor).orElse(Position.START);
  }

  /** Waits until all that is in the log now is published; false if it was told to stop before. */
  boolean awaitAll(BooleanSupplier stop) {
    Position head = bank.store().head();
    return await(stop, () -> !head.isAfter(cursor()));
  }

  private static boolean await(BooleanSupplier stop, BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      if (stop.getAsBoolean()) {
        return false;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
    return true;
  }

  int kills() {
    return kills;
  }

  Duration longestGap() {
    return longestGap;
  }

  @Override
  public void close() {
    child.close();
  }
}
