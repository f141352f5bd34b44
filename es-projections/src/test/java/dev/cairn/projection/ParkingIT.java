package dev.cairn.projection;

import static dev.cairn.projection.BankEvents.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.Position;
import dev.cairn.handler.Key;
import dev.cairn.handler.On;
import dev.cairn.postgres.parking.ParkedEvent;
import dev.cairn.postgres.parking.ParkedEvents;
import dev.cairn.projection.BankEvents.Deposited;
import dev.cairn.projection.BankEvents.Opened;
import dev.cairn.projection.ProjectionProcess.Activity;
import dev.cairn.projection.ProjectionProcess.Pause;
import dev.cairn.projection.model.ReadModel;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of events that a projection cannot handle. */
final class ParkingIT {

  private static final LocalDate DAY = LocalDate.of(1993, 1, 1);
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final ProjectionSettings SETTINGS =
      ProjectionSettings.defaults().withLease(Duration.ofMillis(500));
  private static final FailurePolicy AT_ONCE =
      new FailurePolicy.Park(1, Duration.ZERO, Duration.ZERO);

  private final ProjectionLog log = ProjectionLog.create();
  private final Scripted scripted = new Scripted(ParkingIT::refuseNegative);

  @AfterEach
  void close() {
    log.close();
  }

  private static void refuseNegative(Deposited event, Handle handle) {
    if (event.cents() < 0) {
      throw new IllegalArgumentException("A deposit of " + event.cents());
    }
  }

  private static void refuseNothing(Deposited event, Handle handle) {}

  private Projections started(FailurePolicy policy) {
    Projections projections = log.closing(Projections.of(
        log.store(), SETTINGS, List.of(Projection.free(scripted).withFailurePolicy(policy))));
    projections.operations().rebuild(List.of("scripted"), RebuildListener.NONE);
    projections.start();
    return projections;
  }

  private void awaitHead(Projections projections) {
    projections.names().forEach(name -> projections.waitFor(name, log.store().head(), SOON));
  }

  private void deposit(int account, long... cents) {
    for (long one : cents) {
      log.append(account(account), new Deposited(one, DAY));
    }
  }

  private static List<Long> waiting(ParkedEvents parked, String key) {
    return parked.events(key, Position.START, 100).stream()
        .filter(event -> event.state() == ParkedEvent.State.PARKED)
        .map(event -> event.position().value())
        .toList();
  }

  @Test
  void aPoisonEventParksItsKeyInOrderAndARetryReplaysItInOrder() {
    Projections projections = started(AT_ONCE);
    deposit(1, 1, -1, 2);
    deposit(2, 3);
    deposit(1, 4);
    awaitHead(projections);
    ParkedEvents parked = projections.operations().parked("scripted");
    assertThat(Scripted.handled(log)).containsExactly("1:1", "2:3");
    assertThat(waiting(parked, "account:1")).hasSize(3).isSorted();

    parked.retry("account:1", "an operator");
    ProjectionLog.patiently().until(() -> parked.list(1).get(0).attempts() == 1);
    assertThat(parked.list(1).get(0).lastError()).contains("A deposit of -1");
    deposit(1, 5);
    awaitHead(projections);
    scripted.does(ParkingIT::refuseNothing);
    parked.retry("account:1", "an operator");

    ProjectionLog.patiently().until(() -> parked.list(1).isEmpty());
    deposit(1, 6);
    awaitHead(projections);
    assertThat(Scripted.handled(log))
        .containsExactly("1:1", "2:3", "1:-1", "1:2", "1:4", "1:5", "1:6");
  }

  @Test
  void whatIsDiscardedIsLeftOutAndWhatFollowsGoesOn() {
    Projections projections = started(AT_ONCE);
    deposit(1, -1, 2, -3, 4);
    deposit(2, -1, 2);
    awaitHead(projections);
    ParkedEvents parked = projections.operations().parked("scripted");

    parked.discard(
        "account:1", new Position(waiting(parked, "account:1").get(0)), "an operator", "a typo");
    parked.retry("account:1", "an operator");
    assertThat(parked.discardAll("account:2", "an operator", "all wrong")).isEqualTo(2);

    ProjectionLog.patiently().until(() -> Scripted.handled(log).contains("1:2"));
    deposit(2, 7);
    deposit(1, 5);
    awaitHead(projections);
    assertThat(Scripted.handled(log)).containsExactly("1:2", "2:7");
    assertThat(waiting(parked, "account:1")).as("-3, 4 and 5").hasSize(3);
  }

  @Test
  void whoIsKilledWhileItRetriesHasNeitherSkippedNorRepeatedAnEvent() {
    Projections both = log.closing(Projections.of(log.store(), SETTINGS, ProjectionProcess.all()));
    both.operations().rebuild(both.names(), RebuildListener.NONE);
    ProjectionRunner runner = both.start();
    deposit(1, 1, -1, 2, 3);
    awaitHead(both);
    runner.close();
    ParkedEvents parked = both.operations().parked("postings");
    assertThat(parked.list(1).get(0).waiting()).isEqualTo(3);
    log.execute("alter table @_postings_1.postings drop constraint postings_cents");

    parked.retry("account:1", "an operator");
    for (CrashPoint point : List.of(CrashPoint.BEFORE_COMMIT, CrashPoint.AFTER_COMMIT)) {
      ChildJvm child = ProjectionProcess.start(log, Activity.RUN, SETTINGS, new Pause(point, 1));
      child.await("at " + point);
      child.kill();
    }
    assertThat(parked.list(1).get(0).waiting()).isEqualTo(2);
    both.start();

    ProjectionLog.patiently().until(() -> parked.list(1).isEmpty());
    assertThat(FreshFold.shownPostings(log))
        .extracting(FreshFold.Posting::cents)
        .containsExactly(1L, -1L, 2L, 3L);
    assertThat(log.number("(select disorder from @_read.posting_totals)")).isZero();
  }

  @Test
  void toStopIsToStandJustBeforeTheEventAndSayWhyUntilSomebodyResumes() {
    Projections projections = started(FailurePolicy.stop());
    deposit(1, 1, 2);
    awaitHead(projections);
    log.append(account(1), new Deposited(3, DAY), new Deposited(-1, DAY), new Deposited(4, DAY));

    ProjectionStatus.Pause pause = awaitPause();
    assertThat(pause.reason()).contains("scripted", "A deposit of -1", "resume it");
    assertThat(Scripted.handled(log)).containsExactly("1:1", "1:2", "1:3");
    scripted.does(ParkingIT::refuseNothing);
    projections.operations().resume("scripted");
    awaitHead(projections);

    assertThat(Scripted.handled(log)).containsExactly("1:1", "1:2", "1:3", "1:-1", "1:4");
  }

  @Test
  void aKeyedReadModelThatStopsHasEverythingBeforeTheEvent() {
    Projections projections = log.closing(Projections.of(
        log.store(),
        SETTINGS,
        List.of(Projection.keyed(Balance.class).withFailurePolicy(FailurePolicy.stop()))));
    projections.operations().rebuild(List.of("balances"), RebuildListener.NONE);
    log.append(account(1), new Opened("Ada"), new Deposited(5, DAY));
    log.append(account(2), new Opened("Bob"), new Deposited(-1, DAY));
    log.append(account(1), new Deposited(6, DAY));
    projections.start();

    assertThat(awaitPause().reason()).contains("balances", "A deposit of -1");
    assertThat(FreshFold.shownBalances(log))
        .containsExactly(new Balance(1, "Ada", 5), new Balance(2, "Bob", 0));
  }

  private ProjectionStatus.Pause awaitPause() {
    return ProjectionLog.patiently()
        .until(
            () -> ProjectionStatus.all(log.store().database()).get(0).pause(),
            pause -> pause != null);
  }

  @Test
  void toSkipIsToLeaveOutOneEventAndKeepARecord() {
    Projections projections = started(FailurePolicy.skip());
    deposit(1, 1, -1, 2);
    awaitHead(projections);

    assertThat(Scripted.handled(log)).containsExactly("1:1", "1:2");
    assertThat(projections.operations().parked("scripted").events("account:1", Position.START, 9))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.state()).isEqualTo(ParkedEvent.State.DISCARDED);
          assertThat(event.detail()).contains("A deposit of -1");
        });
  }

  @Test
  void anEventIsParkedOnlyAfterAsManyAttemptsAsThePolicySays() {
    AtomicInteger tried = new AtomicInteger();
    Projections projections =
        started(new FailurePolicy.Park(4, Duration.ofMillis(1), Duration.ofMillis(5)));
    // Once together with others, perhaps, and then by itself.
    scripted.does((event, handle) -> {
      if (event.cents() == 7 && tried.incrementAndGet() < 4) {
        throw new IllegalStateException("Not yet");
      }
    });
    deposit(1, 7, 8);
    awaitHead(projections);
    assertThat(Scripted.handled(log)).containsExactly("1:7", "1:8");
    assertThat(projections.operations().parked("scripted").list(1)).isEmpty();

    scripted.does(ParkingIT::refuseNegative);
    deposit(1, -1);
    awaitHead(projections);

    assertThat(projections.operations().parked("scripted").list(1)).hasSize(1);
  }

  @Test
  void aDeadlockParksNothingAndIsTriedAgain() {
    AtomicInteger tried = new AtomicInteger();
    Projections projections = started(AT_ONCE);
    scripted.does((event, handle) -> {
      if (tried.incrementAndGet() <= 3) {
        handle.execute("do $$ begin raise exception using errcode = '40P01'; end $$");
      }
    });
    deposit(1, 1);
    deposit(2, 2);
    awaitHead(projections);

    assertThat(Scripted.handled(log)).containsExactly("1:1", "2:2");
    assertThat(projections.operations().parked("scripted").list(1)).isEmpty();
  }

  @Test
  void aStatementThatTheDatabaseDoesNotUnderstandStopsAndParksNothing() {
    Projections projections = started(AT_ONCE);
    scripted.does((event, handle) -> handle.execute("insert into nowhere values (1)"));
    deposit(1, 1);
    deposit(2, 2);

    assertThat(awaitPause().reason()).contains("scripted", "nowhere");
    assertThat(projections.operations().parked("scripted").list(1)).isEmpty();
    log.execute("create table @_scripted_1.nowhere (id integer)");
    projections.operations().resume("scripted");
    awaitHead(projections);

    assertThat(Scripted.handled(log)).containsExactly("1:1", "2:2");
  }

  @Test
  void anErrorOfTheJvmStopsTheProjectionAndSaysSo() {
    Projections projections = started(AT_ONCE);
    scripted.does((event, handle) -> {
      throw new StackOverflowError("too deep");
    });
    deposit(1, 1);

    assertThat(awaitPause().reason()).contains("scripted", "StackOverflowError");
    scripted.does(ParkingIT::refuseNothing);
    projections.operations().resume("scripted");
    awaitHead(projections);

    assertThat(Scripted.handled(log)).containsExactly("1:1");
  }

  @Test
  void whateverIsInTheMessageOfAFailureTheEventIsParked() {
    Projections projections = started(AT_ONCE);
    scripted.does((event, handle) -> {
      switch ((int) event.cents()) {
        case 1 -> throw new IllegalStateException("NUL \0 and half a pair \ud800");
        case 2 -> throw new IllegalStateException((String) null);
        case 3 -> throw new IllegalStateException("x".repeat(3_000_000));
        case 4 ->
          throw new UnableToExecuteStatementException(
              new SQLException("a failure without a code"), null);
        default -> {}
      }
    });
    for (int i = 0; i < 6; i++) {
      deposit(i, i);
    }
    awaitHead(projections);

    assertThat(Scripted.handled(log)).containsExactly("0:0", "5:5");
    assertThat(projections.operations().parked("scripted").list(9))
        .extracting(sequence -> sequence.key())
        .containsExactlyInAnyOrder("account:1", "account:2", "account:3", "account:4");
  }

  /** Keyed by what people typed. */
  @ReadModel(name = "owners", version = 1)
  record Owner(@Key String owner, int accounts) {
    @On(key = "owner")
    static Owner first(Opened e) {
      return new Owner(e.owner(), 1);
    }

    @On
    Owner next(Opened e) {
      return new Owner(owner, accounts + 1);
    }
  }

  @Test
  void aKeyThatTheDatabaseCannotHoldIsParkedAndNoOther() {
    try (Projections owners =
        Projections.of(log.store(), SETTINGS, List.of(Projection.keyed(Owner.class)))) {
      owners.operations().rebuild(List.of("owners"), RebuildListener.NONE);
      owners.start();
      String[] names = {"Ada", "N\0UL", null, "'; --", "Ada"};
      for (int i = 0; i < names.length; i++) {
        log.append(account(i), new Opened(names[i]));
      }
      awaitHead(owners);
      List<Owner> followed = owners.rows(Owner.class).first(9);

      assertThat(followed).containsExactlyInAnyOrder(new Owner("Ada", 2), new Owner("'; --", 1));
      assertThat(owners.operations().parked("owners").list(9)).hasSize(2);
      owners.operations().rebuild(List.of("owners"), RebuildListener.NONE);
      assertThat(owners.rows(Owner.class).first(9)).isEqualTo(followed);
      assertThat(owners.operations().parked("owners").list(9)).hasSize(2);
    }
  }
}
