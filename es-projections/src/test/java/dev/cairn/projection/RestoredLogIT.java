package dev.cairn.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log is restored to an earlier moment, and read models are ahead of it. */
final class RestoredLogIT {

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final ProjectionSettings SETTINGS =
      ProjectionSettings.defaults().withLease(Duration.ofMillis(500));

  private final ProjectionLog log = ProjectionLog.create();
  private final Projections projections = projections(log, CrashPoints.NONE);

  private static Projections projections(ProjectionLog log, CrashPoints crashPoints) {
    return log.closing(Projections.of(log.store(), SETTINGS, ProjectionProcess.all(), crashPoints));
  }

  @AfterEach
  void close() {
    log.close();
  }

  /** What a restore of the log's own tables leaves, made with the means of an owner. */
  private void goBackTo(long position, boolean declared) {
    log.execute("alter table @.events disable trigger events_immutable");
    log.execute("delete from @.events where position > " + position);
    log.execute("alter table @.events enable always trigger events_immutable");
    if (declared) {
      assertThat(log.number("@.begin_incarnation('restored')")).isGreaterThan(1);
    }
  }

  private static void awaitHead(ProjectionLog log, Projections projections) {
    projections.names().forEach(name -> projections.waitFor(name, log.store().head(), SOON));
  }

  private void build() {
    log.deposits(100, 5);
    projections.operations().rebuild(projections.names(), RebuildListener.NONE);
  }

  private void awaitStopped() {
    ProjectionLog.patiently()
        .untilAsserted(() -> assertThat(projections.operations().status())
            .hasSize(2)
            .allSatisfy(status -> {
              assertThat(status.pause())
                  .isNotNull()
                  .extracting(ProjectionStatus.Pause::reason)
                  .asString()
                  .contains(status.projection(), "is ahead of its log", "rebuild it", "resume it");
            }));
  }

  private void requireWhole() {
    awaitHead(log, projections);
    FreshFold.requireBalances(log);
    FreshFold.requirePostings(log);
  }

  @Test
  void aProjectionThatIsAheadStopsAndARebuildHealsIt() {
    build();
    goBackTo(60, true);
    List<Balance> before = FreshFold.shownBalances(log);
    projections.start();

    awaitStopped();
    log.deposit(10, 3);
    assertThat(FreshFold.shownBalances(log)).isEqualTo(before);
    projections.operations().rebuild(projections.names(), RebuildListener.NONE);
    FreshFold.requireBalances(log);
    projections.names().forEach(projections.operations()::resume);
    log.deposit(10, 3);

    requireWhole();
  }

  /** Nobody has said that the log went back, and it has grown beyond where it was. */
  @Test
  void aProjectionStopsThoughTheLogHasGrownPastItsCheckpoint() {
    build();
    goBackTo(60, false);
    log.execute("select setval('@.positions', 60)");
    log.deposit(100, 3);
    projections.start();

    awaitStopped();
    projections.operations().rebuild(projections.names(), RebuildListener.NONE);
    projections.names().forEach(projections.operations()::resume);

    requireWhole();
  }

  @Test
  void aRebuildThatIsFarAheadOfTheLogIsHealedToo() {
    log.deposits(5_000, 5);
    projections.operations().rebuild(projections.names(), RebuildListener.NONE);
    goBackTo(60, true);

    projections.operations().rebuild(projections.names(), RebuildListener.NONE);
    projections.start();

    requireWhole();
  }

  @Test
  void aProjectionThatWasNotBeyondTheMomentOfTheRestoreGoesOn() {
    build();
    log.deposit(50, 5);
    goBackTo(120, true);
    projections.start();
    log.deposit(10, 3);

    requireWhole();
  }

  @Test
  void aGenerationThatWasLeftUnfinishedInAnotherFutureIsThrownAway() {
    log.deposits(100, 5);
    Projections left = projections(log, point -> {
      if (point == CrashPoint.BEFORE_CATCH_UP) {
        throw new IllegalStateException("killed");
      }
    });
    assertThatThrownBy(() -> left.operations().rebuild(left.names(), RebuildListener.NONE))
        .hasMessage("killed");
    goBackTo(60, true);
    log.deposit(10, 3);

    projections.operations().rebuild(projections.names(), RebuildListener.NONE);

    FreshFold.requireBalances(log);
    FreshFold.requirePostings(log);
  }

  @Test
  void aRollbackToAGenerationThatIsAheadStops() {
    build();
    projections.operations().rebuild(projections.names(), RebuildListener.NONE);
    goBackTo(60, true);
    projections.operations().rebuild(projections.names(), RebuildListener.NONE);
    projections.names().forEach(projections.operations()::rollback);
    projections.start();

    awaitStopped();
  }

  /** Read models are restored with the log, so that they are never ahead: whoever runs them goes on. */
  @Test
  void aWholeDatabaseThatIsRestoredIsFollowedFromWhereItWas(@TempDir Path directory) {
    try (EmbeddedPostgres server = EmbeddedPostgres.ephemeral();
        HikariDataSource pool =
            ProjectionLog.pool(server, server.freshDatabase("restored").name());
        ProjectionLog own = ProjectionLog.in(pool)) {
      Projections running = projections(own, CrashPoints.NONE);
      own.deposits(100, 5);
      running.operations().rebuild(running.names(), RebuildListener.NONE);
      running.start();
      awaitHead(own, running);
      Backup backup = Backup.of(server, directory);
      own.deposit(50, 5);
      awaitHead(own, running);

      backup.putBack();
      own.number("@.begin_incarnation('restored')");
      own.deposit(20, 3);

      ProjectionLog.patiently().untilAsserted(() -> FreshFold.requireBalances(own));
      ProjectionLog.patiently().untilAsserted(() -> FreshFold.requirePostings(own));
      assertThat(running.operations().status()).allMatch(status -> status.pause() == null);
    }
  }
}
