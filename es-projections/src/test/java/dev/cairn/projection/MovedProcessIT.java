package dev.cairn.projection;

import static dev.cairn.projection.ProjectionLog.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.InvalidInputException;
import dev.cairn.event.StreamId;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.postgres.transfer.LogExport;
import dev.cairn.postgres.transfer.LogImport;
import dev.cairn.postgres.transfer.TransferProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process on a log that was moved: what the process knew has stayed behind. */
final class MovedProcessIT {

  private static final int WALLETS = 3;

  @TempDir
  Path directory;

  private final ProjectionLog old = ProjectionLog.create();
  private final Payments oldPayments = Payments.in(old, WALLETS);
  private Projections running = projections(old, old.store(), oldPayments);

  @BeforeEach
  void start() {
    running.start();
  }

  @AfterEach
  void close() {
    old.close();
  }

  private static Projections projections(
      ProjectionLog log, PostgresEventStore store, Payments payments) {
    return log.closing(Projections.of(
        store,
        ProjectionSettings.defaults().withLease(Duration.ofSeconds(1)),
        List.of(Projection.process(PaymentProcess.class, payments.commands()))));
  }

  /** The log in another place. */
  private ProjectionLog moved() {
    running.close();
    Path file = directory.resolve("log.jsonl.gz");
    LogExport.of(old.store()).write(file, TransferProgress.NONE);
    ProjectionLog log = old.closing(ProjectionLog.create());
    LogImport.into(log.store().database()).read(file, TransferProgress.NONE);
    return log;
  }

  private Payments paymentsIn(ProjectionLog log) {
    PostgresEventStore store = log.closing(PostgresEventStore.open(
        log.pool(), BankEvents.codec(), PostgresSettings.defaults().withSchema(log.schema())));
    Payments payments = new Payments(log, PaymentProcess.commands(store));
    running = projections(log, store, payments);
    return payments;
  }

  @Test
  void whatWasCarriedOutBeforeIsNotCarriedOutAgain() {
    oldPayments.request("p", 20, WALLETS, 10);
    oldPayments.awaitAllEnded(20);
    ProjectionLog log = moved();
    int events = log.events().size();
    Payments payments = paymentsIn(log);

    running.start();

    running.waitFor("payments", log.store().head(), Duration.ofMinutes(1));
    patiently()
        .until(() -> running.process("payments").counts(), new ProcessCounts(0, 0, 0)::equals);
    assertThat(log.events()).hasSize(events);
    payments.requireConserved(WALLETS);
  }

  @Test
  void whatBeginsAtTheHeadDecidesNothingOfThePastAgain() {
    oldPayments.request("too-much", 2, WALLETS, 5_000);
    oldPayments.request("p", 2, WALLETS, 10);
    oldPayments.commands().send(new Payment.Request("lost", "w0", "nobody", 10));
    oldPayments.awaitAllEnded(5);
    ProjectionLog log = moved();
    int events = log.events().size();
    Payments payments = paymentsIn(log);
    // What was refused or withdrawn there could be carried out here.
    payments.commands().send(new Wallet.Open("nobody", 0));
    for (int wallet = 0; wallet < WALLETS; wallet++) {
      log.append(StreamId.of("wallet", "w" + wallet), new Wallet.PaidIn("gift", 9_000));
    }

    assertThat(running.process("payments").hasBegun()).isFalse();
    assertThat(running.process("payments").beginAtHead()).isEqualTo(log.store().head());
    running.start();
    payments.request("q", 1, WALLETS, 10);
    payments.awaitEnded("q0", "paid");

    assertThat(log.events()).hasSize(events + 1 + WALLETS + 4);
    assertThat(running.process("payments").counts()).isEqualTo(new ProcessCounts(0, 0, 0));
  }

  @Test
  void whatHasBegunDoesNotBeginAgain() {
    oldPayments.request("p", 1, WALLETS, 10);
    oldPayments.awaitAllEnded(1);

    assertThat(running.process("payments").hasBegun()).isTrue();
    assertThatThrownBy(() -> running.process("payments").beginAtHead())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'payments' has begun already");
  }
}
