package dev.cairn.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.event.Position;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.projection.ProjectionProcess.Activity;
import dev.cairn.projection.ProjectionProcess.Pause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever waits for a read model is woken when it is there. */
final class WaitForIT {

  /** By polling alone, a few rounds would take longer than the test may. */
  private static final Duration POLL = Duration.ofSeconds(10);

  private static final int ROUNDS = 20;
  private static final Duration SOON = Duration.ofSeconds(15);

  private final ProjectionLog log = ProjectionLog.create();
  private Projections projections;

  @BeforeEach
  void aReadModel() {
    PostgresEventStore store = log.closing(PostgresEventStore.open(
        log.pool(),
        BankEvents.codec(),
        PostgresSettings.defaults().withSchema(log.schema()).withPollInterval(POLL)));
    projections = log.closing(Projections.of(
        store,
        ProjectionSettings.defaults().withLease(Duration.ofSeconds(1)),
        ProjectionProcess.all()));
    log.deposits(20, 5);
    projections.operations().rebuild(projections.names(), RebuildListener.NONE);
  }

  @AfterEach
  void close() {
    log.close();
  }

  private Duration rounds() {
    long begun = System.nanoTime();
    for (int round = 0; round < ROUNDS; round++) {
      log.deposit(1, 5);
      Position position = log.store().head();
      projections.waitFor("balances", position, SOON);
      assertThat(log.number(
              "(select position from @.projection_generations where projection = 'balances')"))
          .isGreaterThanOrEqualTo(position.value());
    }
    FreshFold.requireBalances(log);
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  @Test
  void inTheProcessThatKeepsIt() {
    projections.start();
    projections.waitFor("balances", log.store().head(), SOON);

    assertThat(rounds()).isLessThan(POLL);
  }

  @Test
  void inAProcessThatDoesNotKeepIt() {
    ProjectionProcess.start(log, Activity.RUN, ProjectionSettings.defaults(), Pause.NEVER)
        .await("runs all");

    assertThat(rounds()).isLessThan(POLL);
  }

  @Test
  void untilTheTimeIsOverWhichSaysHowFarItCame() {
    Position there = log.store().head();
    log.deposit(1, 5);
    Position wanted = log.store().head();

    ProjectionBehindException behind = catchThrowableOfType(
        ProjectionBehindException.class,
        () -> projections.waitFor("balances", wanted, Duration.ofMillis(50)));

    assertThat(behind.projection()).isEqualTo("balances");
    assertThat(behind.wanted()).isEqualTo(wanted);
    assertThat(behind.reached()).isEqualTo(there);
    assertThat(behind)
        .hasMessageContaining("'balances' stands at position " + there)
        .hasMessageContaining("was to reach " + wanted + " within 50 ms")
        .hasMessageContaining("not paused");
  }

  @Test
  void aReadModelThatNobodyKnowsIsNotWaitedFor() {
    assertThatThrownBy(() -> projections.waitFor("balance", Position.START, SOON))
        .isInstanceOf(UnknownProjectionException.class)
        .hasMessageContaining("'balance'; there are balances, postings");
  }

  @Test
  void aPausedProjectionStandsStillInEveryProcessUntilItIsResumed() {
    projections.start();
    projections.waitFor("balances", log.store().head(), SOON);
    assertThat(projections.operations().pause("balances", "an operator", "to look at it"))
        .isTrue();
    assertThat(projections.operations().pause("balances", "another", "again")).isFalse();
    log.deposit(5, 5);
    Position wanted = log.store().head();
    // The other one goes on.
    projections.waitFor("postings", wanted, SOON);
    assertThatThrownBy(() -> projections.waitFor("balances", wanted, Duration.ofMillis(300)))
        .isInstanceOf(ProjectionBehindException.class);
    assertThat(projections.operations().status())
        .filteredOn(status -> status.pause() != null)
        .singleElement()
        .satisfies(status -> {
          assertThat(status.projection()).isEqualTo("balances");
          assertThat(status.lagEvents()).isEqualTo(5);
          assertThat(status.pause())
              .isNotNull()
              .extracting(ProjectionStatus.Pause::by, ProjectionStatus.Pause::reason)
              .containsExactly("an operator", "to look at it");
        });

    assertThat(projections.operations().resume("balances")).isTrue();
    assertThat(projections.operations().resume("balances")).isFalse();

    projections.waitFor("balances", wanted, SOON);
    FreshFold.requireBalances(log);
  }

  @Test
  void twoProjectionsOfOneNameAreRefused() {
    Projection balances = Projection.keyed(Balance.class);

    assertThatThrownBy(() -> Projections.of(log.store(), balances, balances))
        .hasMessageContaining("Two projections are named 'balances'");
    assertThatThrownBy(() -> Projections.of(log.store(), ProjectionSettings.defaults(), List.of()))
        .hasMessageContaining("name at least one projection");
  }
}
