package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.cli.CliEvents.Deposited;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import dev.cairn.postgres.LogSchema;
import dev.cairn.projection.Projections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code es doctor} says of projections. */
final class DoctorOfProjectionsIT {

  private final OperatedLog log = new OperatedLog();

  @BeforeEach
  void build() {
    log.append(CliEvents.account(1), new Deposited(1, ""));
    log.es("projections", "rebuild", "totals").ok();
  }

  @AfterEach
  void close() {
    log.close();
  }

  /** Each finding on one line: level, what, and after an arrow what to do. */
  private List<String> findings(String check, String... options) {
    List<String> args = new ArrayList<>(List.of("doctor", "--json"));
    args.addAll(List.of(options));
    List<String> findings = new ArrayList<>();
    for (JsonNode finding : log.es(args.toArray(String[]::new)).json().get("findings")) {
      if (finding.get("check").asText().equals(check)) {
        findings.add(finding.get("level").asText() + ": " + finding.get("what").asText() + " -> "
            + finding.get("remedy").asText());
      }
    }
    return findings;
  }

  private void assertFound(String pattern, String... options) {
    assertThat(findings("projections", options))
        .anySatisfy(finding -> assertThat(finding).containsPattern(pattern));
  }

  private void appendAndAwait() {
    log.append(CliEvents.account(1), new Deposited(2, ""));
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> log.es("projections", "lag", "--at-most", "0.1").exitCode() == 1);
  }

  @Test
  void saysThatAllIsWell() {
    assertThat(findings("projections"))
        .containsExactly("ok: totals is complete, and no process runs it -> null");
    try (Projections projections = log.projections()) {
      projections.start();
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(() -> assertFound("ok: totals runs at position 1 of 1"));
      assertThat(findings("leases"))
          .singleElement()
          .asString()
          .contains("the projection totals is held by");
    }
  }

  @Test
  void findsOneThatNobodyRuns() {
    appendAndAwait();
    assertFound("note: totals is .* 1 positions behind, and no process runs it -> start the app");
    assertFound("bad: totals is .* behind, and no process runs it -> start the app", "--lag", "0");
  }

  @Test
  void findsOneThatIsFarBehindThoughItRuns() {
    log.execute("""
        insert into cairn.leases (name, owner, term, acquired_at, expires_at)
        values ('projection:totals', 'p@q', 9, now(), now() + interval '1 hour')
        on conflict (name) do update set owner = 'p@q', expires_at = excluded.expires_at""");
    appendAndAwait();
    assertFound("bad: totals is .* 1 positions behind -> look at its process, p@q", "--lag", "0");
  }

  @Test
  void findsOneThatIsPausedOrHasStopped() {
    log.es("projections", "pause", "totals", "--reason", "new disk", "--by", "ann")
        .ok();
    assertFound("note: totals is paused since .*, by ann: new disk -> 'projections resume totals'");
    appendAndAwait();
    assertFound("bad: totals is paused since .*new disk; it is .* behind", "--lag", "0");
    log.execute("update cairn.projections set last_error = pause_reason");
    assertFound("bad: totals has stopped since .*new disk -> as it says; then 'projections resume");
  }

  @Test
  void findsOneThatCannotBeBuilt() {
    log.execute("""
        insert into cairn.projections (name, last_error) values ('new', null), ('bad', 'no luck')""");
    assertFound("note: new has nothing to show yet, and nobody builds it -> start the application");
    assertFound("bad: bad has nothing to show yet: no luck -> mend that");
  }

  @Test
  void findsOneThatWasNeverBuilt() {
    log.execute("delete from cairn.projection_generations; delete from cairn.projections");
    assertFound("note: totals was never built -> start the application; or 'projections rebuild");
  }

  @Test
  void findsParkedEvents() {
    log.append(CliEvents.account(2), new Deposited(-1, ""), new Deposited(1, ""));
    log.es("projections", "rebuild", "totals").ok();
    assertFound("bad: totals has 2 events parked under 1 keys -> 'parked list totals' says why");
  }

  @Test
  void findsWhatIsBuiltAndWhatIsKept() {
    log.es("projections", "rebuild", "totals").ok();
    log.es("projections", "rebuild", "totals", "--no-swap").ok();
    log.es("projections", "as-of", "totals", "--position", "1").ok();
    assertFound("note: the next generation of totals, of version 1, is built up to position 1 of 1,"
        + " and nobody works on it -> 'projections swap totals'");
    assertFound("note: totals: generation 1, of version 1, takes \\d+ kB and is kept for a rollback"
        + " -> .*'projections drop-previous totals'");
    assertFound("note: cairn_totals_1_as_of, a state of the past, takes .* cascade");
    log.execute("""
        insert into cairn.leases (name, owner, term, acquired_at, expires_at)
        values ('rebuild:totals', 'p@q', 9, now(), now() + interval '1 hour')
        on conflict (name) do update set owner = 'p@q', expires_at = excluded.expires_at""");
    assertFound("ok: the next generation of totals.*, and being worked on");
    assertThat(findings("leases"))
        .anySatisfy(lease -> assertThat(lease).contains("the rebuild of totals is held by p@q"));
    log.execute(
        "update cairn.projection_generations set state = 'scratch' where state = 'previous'");
    assertFound("note: totals: generation 1.* was left by a 'verify' or 'as-of' that was killed");
  }

  @Test
  void findsAnotherVersionThanThatOfTheProgram() {
    log.execute("update cairn.projection_generations set version = 2");
    assertFound(
        "note: totals is live in version 2, and this program has version 1 -> use the newer");
    log.execute("update cairn.projection_generations set version = 0");
    assertFound(
        "note: totals is live in version 0, and this program .* 1 -> start the application");
    log.execute("""
        insert into cairn.projection_generations
               (projection, generation, version, shape, tables, state, created_by)
        values ('totals', 7, 1, '', 'x', 'previous', '')""");
    assertFound("note: totals is live in version 0.*: it was rolled back -> start a program");
  }

  @Test
  void findsAnOldSchema() {
    log.execute("delete from cairn.projections_history where version = '1'");
    assertThat(findings("schema"))
        .anySatisfy(finding -> assertThat(finding)
            .contains(
                "bad: the schema of projections lacks migrations", "ProjectionSchema.migrate"));
  }

  @Test
  void saysNothingWhereThereAreNone() {
    try (FreshDatabase plain = Servers.sharedPostgres().freshDatabase("cli")) {
      LogSchema.migrate(plain.dataSource(), "cairn");
      String url = OperatedLog.urlOf(plain.name(), plain.username(), plain.password());
      assertThat(OperatedLog.run("doctor", "--jdbc-url", url).ok().out())
          .doesNotContain("projections");
      OperatedLog.run("projections", "list", "--jdbc-url", url)
          .fails(3, "no tables of projections, which ProjectionSchema.migrate makes");
    }
  }
}
