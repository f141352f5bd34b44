package dev.cairn.bank.demo;

import dev.cairn.bank.Bank;
import dev.cairn.bank.BankKafka;
import dev.cairn.bank.trial.BankProcess;
import dev.cairn.outbox.RelayStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Relay processes, one after the other: when one is killed, the next takes over. */
final class Relays implements AutoCloseable {

  private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

  private final Bank bank;
  private final BankKafka kafka;
  private final Path output;
  private BankProcess child;
  private int kills;
  private long killedTerm;
  private long killedAt;
  private Duration gap = Duration.ZERO;

  Relays(Bank bank, BankKafka kafka, Path output) {
    this.bank = bank;
    this.kafka = kafka;
    this.output = output;
    this.child = BankProcess.relay(bank.address(), kafka, output);
  }

  /** Waits until it leads, kills it, and starts another one. */
  void kill(BooleanSupplier stop) {
    if (!await(stop, () -> isLedAfter(0))) {
      return;
    }
    killedTerm = status().map(RelayStatus::term).orElse(0L);
    killedAt = System.nanoTime();
    child.kill();
    kills++;
    child = BankProcess.relay(bank.address(), kafka, output);
  }

  /** Waits until the one that was started last leads. */
  void awaitTakeover(BooleanSupplier stop) {
    if (kills > 0 && await(stop, () -> isLedAfter(killedTerm))) {
      gap = Duration.ofNanos(System.nanoTime() - killedAt);
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

  Duration gap() {
    return gap;
  }

  @Override
  public void close() {
    child.close();
  }
}
