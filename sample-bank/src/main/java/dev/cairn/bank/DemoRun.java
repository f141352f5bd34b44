package dev.cairn.bank;

import dev.cairn.bank.DemoOutcome.Check;
import dev.cairn.bank.DemoOutcome.Rebuild;
import dev.cairn.bank.DemoOutcome.Relay;
import dev.cairn.cli.command.Terminal;
import dev.cairn.cli.progress.CountedProgress;
import dev.cairn.cli.progress.ProgressDisplay;
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
  private static final long LOOK_NANOS = Duration.ofMillis(5).toNanos();

  private final DemoPlan plan;
  private final PrintStream err;
  private final BooleanSupplier stop;

  DemoRun(DemoPlan plan, PrintStream err, BooleanSupplier stop) {
    this.plan = plan;
    this.err = err;
    this.stop = stop;
  }

  DemoOutcome run() {
    err.println("Starting PostgreSQL and Kafka in " + plan.data() + " ...");
    try (Bank bank = Bank.at(plan.data(), Bank.Schema.MIGRATED);
        BankKafka kafka = BankKafka.at(plan.data(), "bank.");
        DemoRelays relays = new DemoRelays(bank, kafka, plan.data().resolve("relay.log"))) {
      ReadModelRun readModels = ReadModelRun.start(bank);
      try {
        return run(bank, kafka, relays);
      } finally {
        readModels.close();
      }
    }
  }

  private DemoOutcome run(Bank bank, BankKafka kafka, DemoRelays relays) {
    DemoRest rest = new DemoRest(bank, stop);
    rest.await();
    long before = DemoProof.balances(bank);
    DemoClients clients = new DemoClients(bank.commands(), plan, LocalDate.now(ZoneOffset.UTC));
    long began = System.nanoTime();
    clients.openAccounts();
    Rebuild rebuild = play(bank, clients, relays);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    relays.awaitTakeover(stop);
    err.println("Waiting until the last transfer has ended and the last event is published ...");
    boolean settled = rest.await() && rest.awaitPublished(kafka.relay().name());
    err.println("Comparing log, Kafka, read models and snapshots ...");
    DemoProof proof = new DemoProof(bank);
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
  private Rebuild play(Bank bank, DemoClients clients, DemoRelays relays) {
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

  private void work(DemoClients clients, CountedProgress progress) {
    try {
      clients.work(progress::reached, stop);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitStarted(
      DemoClients clients, long transfers, CompletableFuture<Void> work) {
    while (clients.started() < transfers && !work.isDone()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static Rebuild rebuild(Bank bank, DemoClients clients) {
    long began = System.nanoTime();
    long startedBefore = clients.started();
    bank.projections().operations().rebuild(List.of(REBUILT), RebuildListener.NONE);
    return new Rebuild(
        REBUILT, Duration.ofNanos(System.nanoTime() - began), clients.started() - startedBefore);
  }
}
