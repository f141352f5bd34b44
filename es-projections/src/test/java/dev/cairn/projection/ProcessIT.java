package dev.cairn.projection;

import static dev.cairn.projection.ProjectionLog.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cairn.InvalidInputException;
import dev.cairn.event.RecordedEvent;
import dev.cairn.postgres.parking.ParkedSequence;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a process does about events, refusals and deadlines. */
final class ProcessIT {

  private final ProjectionLog log = ProjectionLog.create();
  private final Payments payments = Payments.in(log, 3);
  private final Projections projections = open();

  @AfterEach
  void close() {
    log.close();
  }

  private Projections open() {
    return log.closing(Projections.of(
        log.store(),
        ProjectionSettings.defaults().withLease(Duration.ofSeconds(1)),
        List.of(Projection.process(PaymentProcess.class, payments.commands()))));
  }

  private void pay(String payment, String from, String to, long cents) {
    payments.commands().send(new Payment.Request(payment, from, to, cents));
  }

  private long waiting(String table) {
    return log.number("(select count(*) from @_read." + table + ")");
  }

  @Test
  void whatItSendsIsCarriedOutAndItEnds() {
    projections.start();
    pay("p", "w0", "w1", 300);

    payments.awaitEnded("p", "paid");

    assertThat(payments.cents("w0")).isEqualTo(700);
    assertThat(payments.cents("w1")).isEqualTo(1_300);
    assertThat(waiting("payments")).isZero();
    assertThat(waiting("payments_commands")).isZero();
  }

  @Test
  void whatHappenedBeforeItWasFirstStartedIsNotForgotten() {
    payments.request("p", 30, 3, 10);

    projections.start();

    payments.awaitAllEnded(30);
    payments.requireConserved(3);
  }

  @Test
  void itIsToldOfARefusalOfItsFirstCommand() {
    projections.start();
    pay("p", "w0", "w1", 5_000);

    payments.awaitEnded("p", "not enough");

    payments.requireConserved(3);
  }

  @Test
  void itIsToldOfARefusalOfALaterCommandAndMakesUpForTheFirst() {
    payments.commands().send(new Wallet.Lock("w1"));
    projections.start();
    pay("p", "w0", "w1", 300);

    payments.awaitEnded("p", "locked");

    assertThat(payments.cents("w0")).isEqualTo(1_000);
    payments.requireConserved(3);
  }

  @Test
  void whatCannotBeCarriedOutIsWithdrawnAtTheDeadlineAndNeverTurnsUp() {
    payments.commands().send(new Wallet.Open("broken", 0));
    projections.start();
    pay("p", "w0", "broken", 300);
    pay("q", "w1", "w2", 100);

    payments.awaitEnded("q", "paid");
    patiently()
        .until(() -> log.rows("select error from @_read.payments_commands", row -> row.getString(1))
            .contains("the wallet is broken"));
    payments.awaitEnded("p", "too late");

    assertThat(waiting("payments_commands")).isZero();
    assertThat(payments.count("wallet-paid-in")).isEqualTo(1);
    payments.requireConserved(3);
  }

  /** Or it would be paid in and given back: the instance has not heard of the one when it does the other. */
  @Test
  void whatWasNotCarriedOutWhenTheTimeWasUpIsNotCarriedOutBeforeTheInstanceIsTold() {
    projections.start();
    pay("p", "w0", "nobody", 300);
    patiently().until(() -> !projections.process("payments").failing(10).isEmpty());
    try (Handle handle = log.jdbi().open()) {
      handle.begin();
      handle.execute("select from " + log.schema() + ".projection_generations for update");
      patiently()
          .until(() ->
              log.number("(select count(*) from @_read.payments where due_at <= clock_timestamp())")
                  == 1);
      payments.commands().send(new Wallet.Open("nobody", 0));
      await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(10))
          .until(() -> payments.count("wallet-paid-in") == 0);
      handle.rollback();
    }

    payments.awaitEnded("p", "too late");

    assertThat(payments.count("wallet-paid-in")).isZero();
    payments.requireConserved(3);
  }

  @Test
  void aDeadlineSurvivesARestartAndComesAfterWhatWasInTheLogByThen() {
    payments.commands().send(new Wallet.Open("broken", 0));
    ProjectionRunner first = projections.start();
    pay("p", "w0", "broken", 300);
    patiently()
        .until(() -> payments.count("wallet-taken-out") == 1 && waiting("payments_commands") == 1);
    patiently()
        .until(() ->
            log.number("(select count(*) from @_read.payments where due_at is not null)") == 1);
    first.close();
    // As if another process had carried it out just before it died.
    log.append(dev.cairn.event.StreamId.of("wallet", "broken"), new Wallet.PaidIn("p", 300));
    patiently()
        .until(() ->
            log.number("(select count(*) from @_read.payments where due_at <= clock_timestamp())")
                == 1);

    projections.start();

    patiently().until(() -> waiting("payments") == 0);
    List<WaitingCommand> left = projections.process("payments").waiting(10);
    assertThat(left)
        .extracting(WaitingCommand::type)
        .containsExactly("Wallet.PayIn", "Payment.End");
    assertThat(projections.process("payments").discard(left.get(0).number(), "ann", "was paid"))
        .isTrue();
    payments.awaitEnded("p", "paid");
    assertThat(payments.count("wallet-given-back")).isZero();
  }

  @Test
  void whatFailsIsShownAndIsCarriedOutOnceItCanBe() {
    projections.start();
    pay("p", "nobody", "w1", 300);
    ProcessOperations operations = projections.process("payments");
    patiently().until(() -> !operations.failing(10).isEmpty());
    WaitingCommand failing = operations.failing(10).get(0);
    assertThat(failing.key()).isEqualTo("p");
    assertThat(failing.type()).isEqualTo("Wallet.TakeOut");
    assertThat(failing.error()).contains("wallet:nobody");
    assertThat(operations.counts()).isEqualTo(new ProcessCounts(1, 1, 1));
    assertThat(operations.waitingOf("p", 10)).containsExactly(failing);
    assertThat(operations.waitingOf("q", 10)).isEmpty();
    assertThat(operations.command(failing.number())).contains(failing);
    assertThat(operations.find("q")).isEmpty();
    assertThat(operations.find("p")).hasValueSatisfying(instance -> {
      assertThat(instance.state()).contains("\"to\":\"w1\"");
      assertThat(instance.deadline()).isNull();
    });

    payments.commands().send(new Wallet.Open("nobody", 300));
    operations.retry(failing.number());

    payments.awaitEnded("p", "paid");
    assertThat(operations.retry(failing.number())).isFalse();
    assertThat(operations.discard(failing.number(), "ann", "late")).isFalse();
  }

  @Test
  void anEventThatItCannotHandleParksItsInstanceAndNoOther() {
    projections.start();
    pay("p", "w0", "w1", PaymentProcess.UNHEARD_REQUEST);
    pay("q", "w1", "w2", 100);

    payments.awaitEnded("q", "paid");

    assertThat(projections.operations().parked("payments").list(10))
        .extracting(ParkedSequence::key)
        .containsExactly("p");
    assertThat(payments.count("wallet-taken-out")).isEqualTo(1);
  }

  @Test
  void whileItIsPausedNothingIsCarriedOut() {
    projections.start();
    pay("p", "w0", "w1", 100);
    payments.awaitEnded("p", "paid");
    projections.operations().pause("payments", "ann", "to look");
    patiently()
        .until(() -> log.number(
                "(select count(*) from @.leases where name = 'projection:payments' and expires_at > clock_timestamp())")
            == 0);

    pay("q", "w0", "w1", 100);
    pay("r", "w0", "w1", 100);

    assertThat(payments.count("wallet-taken-out")).isEqualTo(1);
    projections.operations().resume("payments");
    payments.awaitEnded("q", "paid");
    payments.awaitEnded("r", "paid");
  }

  @Test
  void whatFollowsFromAnEventSaysSo() {
    projections.start();
    pay("p", "w0", "w1", 300);
    payments.awaitEnded("p", "paid");

    List<RecordedEvent> events = log.events().stream()
        .filter(event -> !event.type().equals("wallet-opened"))
        .toList();
    assertThat(events)
        .extracting(event -> event.metadata().correlationId())
        .containsOnly(events.get(0).metadata().correlationId());
    for (int i = 1; i < events.size(); i++) {
      assertThat(events.get(i).metadata().causationId())
          .isEqualTo(events.get(i - 1).id());
    }
  }

  @Test
  void itIsNotRebuilt() {
    projections.start();

    assertThatThrownBy(
            () -> projections.operations().rebuild(List.of("payments"), RebuildListener.NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'payments' is a process");
    assertThat(projections.operations().rebuildable()).isEmpty();
  }
}
