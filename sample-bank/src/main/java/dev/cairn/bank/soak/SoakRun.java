package dev.cairn.bank.soak;

import dev.cairn.bank.Bank;
import dev.cairn.bank.BankKafka;
import dev.cairn.bank.trial.Check;
import dev.cairn.bank.trial.Clients;
import dev.cairn.bank.trial.DivertedLog;
import dev.cairn.bank.trial.Plan;
import dev.cairn.bank.trial.Proof;
import dev.cairn.bank.trial.Rest;
import dev.cairn.embedded.EmbeddedKafka;
import dev.cairn.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** One soak, from starting the servers to the last check. */
final class SoakRun {

  private final Plan plan;
  private final Duration time;
  private final PrintStream err;
  private final BooleanSupplier stop;

  SoakRun(Plan plan, Duration time, PrintStream err, BooleanSupplier stop) {
    this.plan = plan;
    this.time = time;
    this.err = err;
    this.stop = stop;
  }

  SoakOutcome run() {
    err.println(
        "Seed " + plan.seed() + "; starting PostgreSQL and Kafka in " + plan.data() + " ...");
    makeDirectory(plan.data());
    try (DivertedLog log = DivertedLog.into(plan.data().resolve("bank.log"));
        EmbeddedPostgres postgres = EmbeddedPostgres.at(Bank.serverIn(plan.data()));
        EmbeddedKafka broker = EmbeddedKafka.at(BankKafka.brokerIn(plan.data()));
        BankKafka kafka = BankKafka.on(broker, "bank.");
        Bank bank = Bank.connect(
            postgres.jdbcUrl(), postgres.username(), postgres.password(), Bank.Schema.MIGRATED)) {
      err.println("What is logged meanwhile goes into " + log.file()
          + ", and what the killed processes say into files beside it");
      return run(bank, kafka, postgres, broker);
    }
  }

  private static void makeDirectory(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SoakOutcome run(
      Bank bank, BankKafka kafka, EmbeddedPostgres postgres, EmbeddedKafka broker) {
    Rest rest = new Rest(bank, stop, err::println);
    try (Processes processes = new Processes(bank, kafka, plan.data())) {
      rest.await();
      long before = Proof.balances(bank);
      Clients clients = new Clients(bank.commands(), plan, LocalDate.now(ZoneOffset.UTC));
      clients.openAccounts();
      Faults faults = new Faults(plan.seed(), bank, processes, postgres, broker, err);
      play(clients, new Backlog(bank), faults);
      err.println("Waiting until everything has come to rest ...");
      boolean rested = rest.await() && rest.awaitPublished(kafka.relay().name());
      Proof proof = new Proof(bank);
      List<Check> checks = rested ? proof.checks(before, clients.broughtCents(), kafka) : List.of();
      return new SoakOutcome(
          plan,
          clients.accepted() + clients.refused(),
          clients.repeated(),
          clients.started(),
          faults.counts(),
          checks);
    }
  }

  private void play(Clients clients, Backlog backlog, Faults faults) {
    long end = System.nanoTime() + time.toNanos();
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> work = CompletableFuture.runAsync(() -> {
      try {
        clients.work(number -> {}, backlog::isFull, () -> over.get() || stop.getAsBoolean());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    while (System.nanoTime() < end && !stop.getAsBoolean() && !work.isDone()) {
      faults.next(clients.started());
    }
    over.set(true);
    work.join();
  }
}
