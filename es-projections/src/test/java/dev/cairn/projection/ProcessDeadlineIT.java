package dev.cairn.projection;

import static dev.cairn.projection.ProjectionLog.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.RecordedEvent;
import dev.cairn.postgres.lease.Lease;
import dev.cairn.store.Checkpoint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A deadline comes after everything that happened before it, and nothing of what it withdraws comes after it. */
final class ProcessDeadlineIT {

  private final ProjectionLog log = ProjectionLog.create();
  private final Payments payments = Payments.in(log, 3);
  private final Projection process = Projection.process(PaymentProcess.class, payments.commands());

  @AfterEach
  void close() {
    log.close();
  }

  private Projections projections() {
    return log.closing(Projections.of(
        log.store(),
        ProjectionSettings.defaults().withLease(Duration.ofSeconds(1)),
        List.of(process)));
  }

  private void pay(String payment, String to, long cents) {
    payments.commands().send(new Payment.Request(payment, "w0", to, cents));
  }

  private void open(String wallet) {
    payments.commands().send(new Wallet.Open(wallet, 0));
  }

  private long instances(String where) {
    return log.number("(select count(*) from @_read.payments where " + where + ")");
  }

  /** A payment to a wallet that is not there, whose time is up while nothing runs. */
  private void leaveDue(String payment, String to) {
    try (Projections projections = projections()) {
      projections.start();
      pay(payment, to, 300);
      patiently().until(() -> payments.count("wallet-taken-out") == 1);
      patiently().until(() -> instances("due_at is not null") == 1);
    }
    patiently().until(() -> instances("due_at <= clock_timestamp()") == 1);
  }

  /** After a long standstill the log is ahead of the process, and what it has to send could be sent by now. */
  @Test
  void whatWaitsWhenTheTimeIsUpIsNotCarriedOutBeforeTheDeadlineEither() {
    leaveDue("p", "later");
    open("later");

    projections().start();

    payments.awaitEnded("p", "too late");
    assertThat(payments.cents("later")).isZero();
    assertThat(payments.count("wallet-paid-in")).isZero();
    payments.requireConserved(3);
  }

  @Test
  void aDeadlineThatHasChangedSinceItWasSeenIsLookedAtAgain() {
    leaveDue("p", "nobody");
    Parts parts = Parts.of(log.store(), ProjectionSettings.defaults(), CrashPoints.NONE);
    Generation live =
        parts.generations().find("payments", Generation.State.LIVE).orElseThrow();
    Lease lease = parts.takeToRun("payments").orElseThrow();
    ProcessDeadlines<PaymentProcess> deadlines = new ProcessDeadlines<>(
        ProcessDefinition.of(PaymentProcess.class, payments.commands()),
        new HeldTransactions(parts, live, lease));
    open("w3");
    assertThat(deadlines.meet()).isFalse();

    log.execute("update " + live.schema() + ".payments set due_at = due_at - interval '1 second'");
    List<RecordedEvent> events = log.events();
    new GenerationFeed(parts, process, live, lease)
        .feed(
            List.of(),
            Checkpoint.at(log.store().identity(), events.get(events.size() - 1)),
            new Replay(false));
    deadlines.meet();
    assertThat(instances("true")).isEqualTo(1);
    deadlines.meet();

    assertThat(instances("true")).isZero();
  }

  @Test
  void anInstanceThatHasNotHeardOfEverythingIsNotToldThatItsTimeIsUp() {
    projections().start();
    pay("p", "w1", PaymentProcess.UNHEARD_PAYMENT);
    patiently().until(() -> log.number("(select count(*) from @.parked_events)") == 1);
    pay("q", "nobody", 100);

    payments.awaitEnded("q", "too late");

    assertThat(instances("key = 'p' and due_at < clock_timestamp()")).isEqualTo(1);
    assertThat(payments.count("wallet-given-back")).isEqualTo(1);
    assertThat(payments.cents("w1")).isEqualTo(1_000 + PaymentProcess.UNHEARD_PAYMENT);
  }

  /** Those that are due at the same time are told together. */
  @Test
  void oneThatCannotBeToldKeepsNoOtherFromBeingTold() {
    try (Projections projections = projections()) {
      projections.start();
      pay("p", "nobody", PaymentProcess.UNHEARD_DEADLINE);
      pay("q", "nobody", 100);
      pay("r", "nobody", 100);
      patiently().until(() -> payments.count("wallet-taken-out") == 3);
      patiently().until(() -> instances("due_at is not null") == 3);
    }
    patiently().until(() -> instances("due_at <= clock_timestamp()") == 3);

    projections().start();

    payments.awaitEnded("q", "too late");
    payments.awaitEnded("r", "too late");
    patiently().until(() -> instances("key = 'p' and error like '%will not have it%'") == 1);
    assertThat(payments.count("wallet-given-back")).isEqualTo(2);
  }
}
