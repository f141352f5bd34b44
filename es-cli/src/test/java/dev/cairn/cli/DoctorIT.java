package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.cli.CliEvents.Deposited;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.postgres.LogSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code es doctor}. */
final class DoctorIT {

  private final OperatedLog log = new OperatedLog();

  @BeforeEach
  void append() {
    log.append(CliEvents.account(1), new Deposited(1, ""));
  }

  @AfterEach
  void close() {
    log.close();
  }

  private record Bad(String check, String what, String remedy) {}

  /** What is bad, after a look whether exit code, number and text say the same. */
  private List<Bad> bad(String... options) {
    List<String> args = new ArrayList<>(List.of("doctor", "--json"));
    args.addAll(List.of(options));
    CommandRun run = log.es(args.toArray(String[]::new));
    List<Bad> bad = new ArrayList<>();
    for (JsonNode finding : run.json().get("findings")) {
      if (finding.get("level").asText().equals("bad")) {
        bad.add(new Bad(
            finding.get("check").asText(),
            finding.get("what").asText(),
            finding.get("remedy").asText()));
      }
    }
    assertThat(run.exitCode()).isEqualTo(bad.isEmpty() ? ExitCode.OK : ExitCode.FAILED);
    assertThat(run.json().get("bad").asInt()).isEqualTo(bad.size());
    assertThat(bad).allSatisfy(finding -> assertThat(finding.remedy()).isNotEqualTo("null"));
    return bad;
  }

  private void assertBad(String check, String what, String remedy) {
    assertThat(bad()).anySatisfy(finding -> {
      assertThat(finding.check()).isEqualTo(check);
      assertThat(finding.what()).contains(what);
      assertThat(finding.remedy()).contains(remedy);
    });
    assertThat(log.es("doctor").out()).contains("BAD").contains(what).contains(remedy);
  }

  @Test
  void findsNothingBadWhereAllIsWell() {
    CommandRun run = log.es("doctor", "--idle", "600").ok();
    assertThat(run.out()).endsWith("Nothing is bad.\n").doesNotContain("BAD");
    assertThat(run.out().lines().map(line -> line.substring(6).split(" ", 2)[0]).distinct())
        .contains(
            "server",
            "schema",
            "guards",
            "rights",
            "connections",
            "transactions",
            "lock",
            "leases",
            "relays",
            "storage");
  }

  @Test
  void findsASessionThatIdlesInItsTransaction() throws SQLException {
    try (Connection idler = log.pool().getConnection();
        Statement statement = idler.createStatement()) {
      idler.setAutoCommit(false);
      statement.execute("set application_name = 'forgotten'");
      long pid = pid(statement);
      assertThat(bad("--idle", "0")).anySatisfy(finding -> {
        assertThat(finding.check()).isEqualTo("transactions");
        assertThat(finding.what())
            .startsWith("process " + pid + " (")
            .contains("forgotten", "is idle in transaction");
        assertThat(finding.remedy()).contains("pg_terminate_backend(" + pid + ")");
      });
      assertThat(bad("--idle", "600"))
          .noneSatisfy(finding -> assertThat(finding.what()).contains("process " + pid));
      idler.rollback();
    }
  }

  private static long pid(Statement statement) throws SQLException {
    try (var row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getLong(1);
    }
  }

  @Test
  void findsWhoHoldsTheLockOfTheLog() throws SQLException {
    try (Connection holder = log.pool().getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      long pid = pid(statement);
      statement.execute("select cairn.lock_log(1000)");
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> bad().stream()
              .anyMatch(finding -> finding.check().equals("lock")
                  && finding.what().contains("process " + pid)
                  && finding.what().contains("holds the lock of the log")));
      holder.rollback();
    }
    assertThat(bad("--idle", "600")).isEmpty();
  }

  @Test
  void findsAMissingTrigger() {
    log.execute("drop trigger events_immutable on cairn.events");
    assertBad("guards", "events_immutable is missing", "R__1_refuse_change.sql");
  }

  @Test
  void findsASequenceThatWouldGoBack() {
    log.execute("select setval('cairn.positions', 1, false)");
    assertBad("guards", "goes on with 1, and the log ends at 1", "before anything is appended");
  }

  @Test
  void findsASchemaOfAnotherVersion() {
    log.execute("delete from cairn.schema_history where version = '5'");
    assertBad("schema", "revisions (pending)", "LogSchema.migrate");
    log.execute("update cairn.outbox_history set version = '99' where version = '2'");
    assertBad("schema", "the outbox lacks migrations, or has others", "newer Cairn");
  }

  @Test
  void findsARelayThatHaltedWaitsOrHasParkedEvents() {
    log.execute("""
        insert into cairn.relays (name, guarantee, state, leader, term, last_error)
        values ('one', 'exactly-once', 'halted', 'p', 1, 'the cursor is missing'),
               ('two', 'exactly-once', 'leading', 'process p', 1, null)""");
    log.execute("""
        insert into cairn.parked_sequences (reader, key, reason) values ('one', 'a:1', 'r')""");
    assertBad("relays", "one has halted: the cursor is missing", "outbox reset");
    assertBad("relays", "two is led by nobody since process p fell silent", "start");
    assertBad("relays", "one has 0 events parked in 1 streams", "outbox retry");
  }

  @Test
  void findsARelayThatIsFarBehind() {
    log.execute("""
        insert into cairn.relays (name, guarantee, state, leader, term)
        values ('slow', 'exactly-once', 'leading', 'p', 1)""");
    log.execute("""
        insert into cairn.leases (name, owner, term, acquired_at, expires_at)
        values ('relay:slow', 'p', 1, now(), now() + interval '1 hour')""");
    assertThat(bad("--lag", "600")).isEmpty();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> bad("--lag", "0").stream()
            .anyMatch(finding -> finding.what().contains("1 positions behind")));
  }

  @Test
  void tellsARoleWhatItMayAndWhatItCannotSee() {
    String role = "doctor_" + log.database();
    log.execute("create role " + role + " login password 'secret'");
    try {
      LogSchema.grantAppendAndRead(log.pool(), "cairn", role);
      String url = OperatedLog.urlOf(log.database(), role, "secret");
      CommandRun run = OperatedLog.run("doctor", "--jdbc-url", url).ok();
      assertThat(run.out())
          .contains(role + " may append and read")
          .contains("this role sees only its own sessions")
          .contains("could not be looked at");

      log.execute("grant insert on cairn.events to " + role);
      CommandRun worse = OperatedLog.run("doctor", "--jdbc-url", url);
      assertThat(worse.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(worse.out()).contains(role + " may write events past the functions");
    } finally {
      log.execute("drop owned by " + role);
      log.execute("drop role " + role);
    }
  }

  @Test
  void findsThatEverybodyMayAppend() {
    log.execute("grant execute on all functions in schema cairn to public");
    assertBad("rights", "every role may append", "revoke execute");
  }
}
