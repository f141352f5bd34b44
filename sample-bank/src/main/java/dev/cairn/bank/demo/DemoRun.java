package dev.cairn.bank.demo;

import dev.cairn.bank.Bank;
import dev.cairn.bank.BankKafka;
import dev.cairn.bank.demo.DemoOutcome.Rebuild;
import dev.cairn.bank.demo.DemoOutcome.Relay;
import dev.cairn.bank.running.ReadModelRun;
import dev.cairn.bank.trial.Check;
import dev.cairn.bank.trial.Clients;
import dev.cairn.bank.trial.DivertedLog;
import dev.cairn.bank.trial.Plan;
import dev.cairn.bank.trial.Proof;
import dev.cairn.bank.trial.Rest;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.progress.CountedProgress;
import dev.cairn.cli.progress.ProgressDisplay;
import dev.cairn.projection.ProjectionBusyException;
import dev.cairn.projection.RebuildListener;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** One demo, from starting the servers to the last check. */
final class DemoRun {

  private static final String REBUILT = "balances";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

  private final Plan plan;
  private final PrintStream err;
  private final BooleanSupplier stop;

  DemoRun(Plan plan, PrintStream err, BooleanSupplier stop) {
    this.plan = plan;
    this.err = err;
    this.stop = stop;
  }

  DemoOutcome run() {
    err.println(
        "Seed " + plan.seed() + "; starting PostgreSQL and Kafka in " + plan.data() + " ...");
    try (DivertedLog log = DivertedLog.into(plan.data().resolve("bank.log"));
        Bank bank = Bank.at(plan.data(), Bank.Schema.MIGRATED);
        BankKafka kafka = BankKafka.at(plan.data(), "bank.");
        Relays relays = new Relays(bank, kafka, plan.data().resolve("relay.log"))) {
      err.println("What is logged meanwhile goes into " + log.file());
      ReadModelRun readModels = ReadModelRun.start(bank);
      try {
        return run(bank, kafka, relays);
      } finally {
        readModels.close();
      }
    }
  }

  private DemoOutcome run(Bank bank, BankKafka kafka, Relays relays) {
    Rest rest = new Rest(bank, stop, err::println);
    rest.await();
    long before = Proof.balances(bank);
    Clients clients = new Clients(bank.commands(), plan, LocalDate.now(ZoneOffset.UTC));
    long began = System.nanoTime();
    clients.openAccounts();
    Rebuild rebuild = play(bank, clients, relays);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    relays.awaitTakeover(stop);
    err.println("Waiting until the last transfer has ended and the last event is published ...");
    boolean settled = rest.await() && rest.awaitPublished(kafka.relay().name());
    err.println("Comparing log, Kafka, read models and snapshots ...");
    Proof proof = new Proof(bank);
    List<Check> checks = settled ? proof.checks(before, clients.broughtCents(), kafka) : List.of();
    return new DemoOutcome(
        plan,
        !settled,
        proof.events(),
        new DemoOutcome.Commands(clients.accepted(), clients.refused(), took),
        proof.moved(),
        new Relay(relays.kills(), relays.gap()),
        rebuild,
        checks);
  }

  /** Has the clients work, and meanwhile does what a bad day brings. */
  private Rebuild play(Bank bank, Clients clients, Relays relays) {
    CountedProgress progress = new CountedProgress("demo", "transfers", plan.transfers());
    try (ProgressDisplay display = ProgressDisplay.of(progress, Terminal.writer(err))) {
      CompletableFuture<Void> work = CompletableFuture.runAsync(() -> work(clients, progress));
      awaitStarted(clients, plan.transfers() / 4, work);
      display.say("Rebuilding the read model '" + REBUILT + "' while transfers go on ...");
      Rebuild rebuild = rebuild(bank, clients);
      awaitStarted(clients, plan.transfers() / 2, work);
      display.say("Killing the relay; another one takes over when its lease is over ...");
      relays.kill(stop);
      work.join();
      return rebuild;
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private void work(Clients clients, CountedProgress progress) {
    try {
      clients.work(progress::reached, () -> false, stop);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitStarted(Clients clients, long transfers, CompletableFuture<Void> work) {
    while (clients.started() < transfers && !work.isDone()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static Rebuild rebuild(Bank bank, Clients clients) {
    long began = System.nanoTime();
    long startedBefore = clients.started();
    rebuildWhenBuilt(bank);
    return new Rebuild(
        REBUILT, Duration.ofNanos(System.nanoTime() - began), clients.started() - startedBefore);
  }

  /** In a new bank it may just be being built for the first time. */
  private static void rebuildWhenBuilt(Bank bank) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        bank.projections().operations().rebuild(List.of(REBUILT), RebuildListener.NONE);
        return;
      } catch (ProjectionBusyException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
  }
}
