package dev.cairn.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The database goes away just when a runner has taken the lease of a projection. */
final class TakenInVainIT {

  private static final Duration SOON = Duration.ofMinutes(2);

  /** Whoever takes a lease finds that the generations have gone. */
  private static final String HIDES = """
      create function @.hide() returns trigger language plpgsql as $$
      begin
        if to_regclass('@.hidden') is null then
          alter table @.projection_generations rename to hidden;
        end if;
        return new;
      end
      $$;
      create trigger hides before insert or update on @.leases
        for each row when (new.name like 'projection:%') execute function @.hide();""";

  @Test
  void theLeaseIsGivenBackAndNotWaitedFor() {
    try (ProjectionLog log = ProjectionLog.create();
        Projections projections = Projections.of(
            log.store(),
            ProjectionSettings.defaults().withLease(Duration.ofHours(1)),
            ProjectionProcess.all(),
            CrashPoints.NONE)) {
      log.deposits(20, 3);
      projections.operations().rebuild(projections.names(), RebuildListener.NONE);
      log.execute(HIDES);
      projections.start();
      ProjectionLog.patiently()
          .until(() -> log.number("(to_regclass('@.hidden') is not null)::int") == 1);

      log.execute("drop trigger hides on @.leases; alter table @.hidden"
          + " rename to projection_generations");
      log.deposits(20, 3);

      projections.names().forEach(name -> projections.waitFor(name, log.store().head(), SOON));
      assertThat(projections.operations().status()).allMatch(status -> status.lagEvents() == 0);
    }
  }
}
