package dev.cairn.projection;

import static dev.cairn.projection.BankEvents.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.event.StreamId;
import dev.cairn.handler.Key;
import dev.cairn.handler.On;
import dev.cairn.projection.BankEvents.Closed;
import dev.cairn.projection.BankEvents.Deposited;
import dev.cairn.projection.BankEvents.Opened;
import dev.cairn.projection.BankEvents.Transferred;
import dev.cairn.projection.BankEvents.Withdrawn;
import dev.cairn.projection.ProjectionProcess.Activity;
import dev.cairn.projection.ProjectionProcess.Pause;
import dev.cairn.projection.model.ReadModel;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However a read model is built, in one go or in pieces, it is the same. */
final class RebuildIT {

  private static final LocalDate DAY = LocalDate.of(1993, 1, 1);
  private static final ProjectionSettings SETTINGS =
      ProjectionSettings.defaults().withLease(Duration.ofSeconds(1));

  private final ProjectionLog log = ProjectionLog.create();

  @AfterEach
  void close() {
    log.close();
  }

  private Projections projections(ProjectionSettings settings, CrashPoints crashPoints) {
    return log.closing(Projections.of(
        log.store(), settings, List.of(Projection.keyed(Balance.class)), crashPoints));
  }

  private void rebuild(ProjectionSettings settings) {
    projections(settings, CrashPoints.NONE)
        .operations()
        .rebuild(List.of("balances"), RebuildListener.NONE);
  }

  /** Stops a rebuild as a crash would. */
  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static CrashPoints crashAt(CrashPoint at, int pass) {
    AtomicInteger passed = new AtomicInteger();
    return point -> {
      if (point == at && passed.incrementAndGet() == pass) {
        throw new Crash();
      }
    };
  }

  @Test
  void littleMemoryGivesTheSameAsMuch() {
    long seed = System.nanoTime();
    appendAtRandom(new Random(seed), 700, 25);
    rebuild(SETTINGS);
    List<Balance> plenty = FreshFold.shownBalances(log);

    rebuild(SETTINGS.withMemory(1_500));
    assertThat(FreshFold.shownBalances(log)).as("seed %d", seed).isEqualTo(plenty);
    rebuild(SETTINGS.withMemory(1).withPageSize(1));

    assertThat(FreshFold.shownBalances(log)).as("seed %d", seed).isEqualTo(plenty);
    assertThat(new FreshFold(log.events()).balances()).as("seed %d", seed).isEqualTo(plenty);
    assertThat(log.number("(select count(*) from @.parked_events where reader = 'balances#1')"))
        .as("seed %d, parked by one with little memory", seed)
        .isEqualTo(
            log.number("(select count(*) from @.parked_events where reader = 'balances#3')"));
  }

  /** Accounts are opened, used, closed and opened again; some get stuck. */
  private void appendAtRandom(Random random, int events, int accounts) {
    boolean[] open = new boolean[accounts];
    for (int i = 0; i < events; i++) {
      int number = random.nextInt(accounts);
      int other = random.nextInt(accounts);
      int cents = random.nextInt(1_000);
      if (!open[number]) {
        log.append(account(number), new Opened("owner " + i));
        open[number] = true;
      } else if (random.nextInt(10) == 0) {
        log.append(account(number), new Closed());
        open[number] = false;
      } else if (open[other] && other != number && random.nextInt(4) == 0) {
        log.append(account(number), new Transferred(number, other, cents));
      } else if (random.nextInt(300) == 0) {
        log.append(account(number), new Deposited(-1, DAY));
      } else if (random.nextBoolean()) {
        log.append(account(number), new Deposited(cents, DAY));
      } else {
        log.append(account(number), new Withdrawn(cents, DAY));
      }
    }
  }

  @Test
  void aRebuildThatGoesOnKnowsWhichKeysWait() {
    log.append(account(1), new Opened("Ada"), new Deposited(5, DAY), new Deposited(-1, DAY));
    for (int number = 2; number < 30; number++) {
      log.append(account(number), new Opened("owner " + number));
    }
    log.append(account(1), new Deposited(100, DAY));
    Projections killed =
        projections(SETTINGS.withMemory(1_000), crashAt(CrashPoint.AFTER_FLUSH, 2));
    assertThatThrownBy(() -> killed.operations().rebuild(List.of("balances"), RebuildListener.NONE))
        .isInstanceOf(Crash.class);

    rebuild(SETTINGS);

    FreshFold.requireBalances(log);
    assertThat(projections(SETTINGS, CrashPoints.NONE)
            .operations()
            .parked("balances")
            .list(9))
        .singleElement()
        .matches(sequence -> sequence.waiting() == 2);
  }

  @Test
  void aFreshRebuildThrowsAwayWhatWasLeftUnfinished() {
    log.deposits(100, 5);
    Projections killed = projections(SETTINGS, crashAt(CrashPoint.AFTER_FLUSH, 1));
    assertThatThrownBy(() -> killed.operations().rebuild(List.of("balances"), RebuildListener.NONE))
        .isInstanceOf(Crash.class);
    // Somebody has tampered with it.
    log.execute("delete from @_balances_1.balances");

    projections(SETTINGS, CrashPoints.NONE)
        .operations()
        .rebuild(
            List.of("balances"), RebuildOptions.defaults().withFresh(true), RebuildListener.NONE);

    FreshFold.requireBalances(log);
  }

  /** Streams of several aggregates lead to one row, and are folded by several threads. */
  @Test
  void eventsOfSeveralAggregatesOfOneKeyMeetInOneRow() {
    for (int number = 0; number < 20; number++) {
      log.append(account(number), new Opened("owner " + number));
    }
    for (int i = 0; i < 400; i++) {
      log.append(
          StreamId.of(i % 2 == 0 ? "card" : "savings", Integer.toString(i % 20)),
          new Deposited(i, DAY),
          new Deposited(1, DAY));
    }

    ProjectionProcess.start(log, Activity.REBUILD, SETTINGS.withPageSize(50), Pause.NEVER)
        .await("rebuilt");

    FreshFold.requireBalances(log);
  }

  @Test
  void onlyOneProcessBuildsAtATime() {
    log.deposits(20, 2);
    Projections other = projections(SETTINGS, CrashPoints.NONE);
    List<RuntimeException> refused = new ArrayList<>();
    Projections first = projections(SETTINGS, point -> {
      if (point == CrashPoint.BEFORE_SWAP) {
        try {
          other.operations().rebuild(List.of("balances"), RebuildListener.NONE);
        } catch (ProjectionBusyException e) {
          refused.add(e);
        }
      }
    });

    first.operations().rebuild(List.of("balances"), RebuildListener.NONE);

    assertThat(refused).singleElement().asString().contains("balances");
    FreshFold.requireBalances(log);
  }

  /** A date that Java has and PostgreSQL has not. */
  @ReadModel(name = "latest", version = 1)
  record Latest(@Key int account, LocalDate on) {
    @On
    static Latest on(Opened e, dev.cairn.event.RecordedEvent recorded) {
      return new Latest(Integer.parseInt(recorded.stream().key()), LocalDate.EPOCH);
    }

    @On
    Latest on(Deposited e) {
      return new Latest(account, e.on());
    }
  }

  @Test
  void aRowThatTheDatabaseRefusesParksItsKeyWhenItIsRebuiltAsWhenItIsFollowed() {
    for (int number = 0; number < 20; number++) {
      log.append(
          account(number),
          new Opened("owner"),
          new Deposited(1, DAY),
          new Deposited(1, number == 7 ? LocalDate.MAX : DAY.plusDays(1)));
    }
    try (Projections latest =
        Projections.of(log.store(), SETTINGS, List.of(Projection.keyed(Latest.class)))) {
      latest.operations().rebuild(List.of("latest"), RebuildListener.NONE);

      assertThat(latest.rows(Latest.class).first(100))
          .hasSize(20)
          .allMatch(row -> row.on().equals(row.account() == 7 ? DAY : DAY.plusDays(1)));
      assertThat(latest.operations().parked("latest").list(9)).singleElement().satisfies(one -> {
        assertThat(one.key()).isEqualTo("7");
        assertThat(one.waiting()).isEqualTo(1);
      });
    }
  }

  @FreeProjection(name = "broken", version = 1, script = "broken.sql")
  static final class Broken {
    @On
    void on(Opened e) {}
  }

  @Test
  void aProjectionThatCannotBeBuiltKeepsNoOtherFromBeingBuilt() {
    log.deposits(20, 2);
    try (Projections both = Projections.of(
        log.store(),
        SETTINGS,
        List.of(Projection.free(new Broken()), Projection.keyed(Balance.class)))) {
      both.start();

      both.waitFor("balances", log.store().head(), Duration.ofMinutes(2));

      FreshFold.requireBalances(log);
      ProjectionLog.patiently()
          .untilAsserted(() -> assertThat(both.operations().status()).anySatisfy(status -> {
            assertThat(status.projection()).isEqualTo("broken");
            assertThat(status.lastError()).contains("syntax error");
          }));
    }
  }
}
