package dev.cairn.bank.soak;

import dev.cairn.CairnException;
import dev.cairn.bank.Bank;
import dev.cairn.bank.trial.BankProcess;
import dev.cairn.embedded.EmbeddedKafka;
import dev.cairn.embedded.EmbeddedPostgres;
import dev.cairn.projection.RebuildListener;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Brings about one fault after the other, as a seed chooses. */
final class Faults {

  private static final String CUT =
      "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname is not null";

  /** Longer than the lease of the processes. */
  private static final Duration FROZEN = Duration.ofSeconds(5);

  private static final List<Fault> FAULTS = List.of(Fault.values());

  private final Random random;
  private final Bank bank;
  private final Processes processes;
  private final EmbeddedPostgres postgres;
  private final EmbeddedKafka broker;
  private final PrintStream err;
  private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);
  private final long began = System.nanoTime();

  Faults(
      long seed,
      Bank bank,
      Processes processes,
      EmbeddedPostgres postgres,
      EmbeddedKafka broker,
      PrintStream err) {
    this.random = new Random(seed);
    this.bank = bank;
    this.processes = processes;
    this.postgres = postgres;
    this.broker = broker;
    this.err = err;
  }

  /** Waits a moment, and brings about the next one. */
  void next(long transfers) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500L + random.nextInt(3_500)));
    Fault fault = FAULTS.get(random.nextInt(FAULTS.size()));
    err.printf(
        "%4d s, %,7d transfers: %s%n",
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began), transfers, fault.words());
    counts.merge(fault, 1, Integer::sum);
    bringAbout(fault, random.nextInt(2));
  }

  private void bringAbout(Fault fault, int which) {
    switch (fault) {
      case RELAY_KILLED -> processes.relay(which).restart();
      case RELAY_FROZEN -> freeze(processes.relay(which));
      case PROJECTIONS_KILLED -> processes.projections(which).restart();
      case PROJECTIONS_FROZEN -> freeze(processes.projections(which));
      case BROKER_KILLED -> {
        broker.kill();
        broker.start();
      }
      case DATABASE_KILLED -> {
        postgres.kill();
        postgres.start();
      }
      case CONNECTIONS_CUT -> cut();
      case REBUILT -> rebuild();
    }
  }

  private static void freeze(BankProcess child) {
    child.freeze();
    LockSupport.parkNanos(FROZEN.toNanos());
    child.thaw();
  }

  private void cut() {
    try (Connection connection = DriverManager.getConnection(
            postgres.jdbcUrl(), postgres.username(), postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute(CUT);
    } catch (SQLException e) {
      err.println("The connections are not cut: " + e.getMessage());
    }
  }

  /** Which may fail: another process builds, or the database has just been killed. */
  private void rebuild() {
    List<String> names = bank.projections().operations().rebuildable();
    String name = names.get(random.nextInt(names.size()));
    try {
      bank.projections().operations().rebuild(List.of(name), RebuildListener.NONE);
    } catch (CairnException e) {
      err.println("'" + name + "' is not rebuilt: " + e.getMessage());
    }
  }

  Map<Fault, Integer> counts() {
    return counts;
  }
}
