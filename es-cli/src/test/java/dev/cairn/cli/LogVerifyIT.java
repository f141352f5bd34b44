package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.cli.CliEvents.Deposited;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.event.NewEvent;
import dev.cairn.postgres.LogSchema;
import dev.cairn.store.ExpectedVersion;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code es log verify} after a superuser was at work. */
final class LogVerifyIT {

  private final OperatedLog log = new OperatedLog();

  @BeforeEach
  void append() {
    for (int i = 1; i <= 9; i++) {
      log.append(CliEvents.account(i % 3), new Deposited(i, ""));
    }
  }

  @AfterEach
  void close() {
    log.close();
  }

  /** Changes what is immutable, and puts the trigger back as it was. */
  private void tamper(String sql) {
    log.execute("alter table cairn.events disable trigger events_immutable");
    log.execute(sql);
    log.execute("alter table cairn.events enable always trigger events_immutable");
  }

  private void assertFound(String kind, String... details) {
    CommandRun run = log.es("log", "verify", "--json");
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.FAILED);
    JsonNode problems = run.json().get("problems");
    assertThat(problems.findValuesAsText("kind")).as(run.out()).containsOnly(kind);
    for (String detail : details) {
      assertThat(problems.findValuesAsText("detail"))
          .anySatisfy(found -> assertThat(found).contains(detail));
    }
    assertThat(run.json().get("found").asInt()).isEqualTo(problems.size());
    CommandRun forPeople = log.es("log", "verify");
    assertThat(forPeople.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(forPeople.out()).contains(kind).contains(details);
  }

  @Test
  void findsNothingInALogThatNobodyTouched() {
    log.execute("select nextval('cairn.positions')");
    log.append(CliEvents.account(1), new Deposited(1, ""));
    log.execute("select cairn.begin_incarnation('restored')");
    log.append(CliEvents.account("it's \"quoted\" %s"), new Deposited(1, ""));
    JsonNode verified = log.es("log", "verify", "--json").ok().json();
    assertThat(verified.get("head").asLong()).isEqualTo(12);
    assertThat(verified.get("events").asLong()).isEqualTo(11);
    assertThat(verified.get("streams").asLong()).isEqualTo(4);
    assertThat(verified.get("found").asLong()).isZero();
    assertThat(verified.get("problems")).isEmpty();
    assertThat(verified.get("notes")).isEmpty();
    assertThat(log.es("log", "verify").ok().out())
        .isEqualTo("11 events in 4 streams up to position 12: nothing is wrong\n");
  }

  @Test
  void findsNothingInAnEmptyLog() {
    try (OperatedLog empty = new OperatedLog()) {
      empty.es("log", "verify").ok();
    }
  }

  @Test
  void findsADeletedEvent() {
    tamper("delete from cairn.events where position = 5");
    assertFound("VERSIONS", "account:2 has version 3 at position 8 where version 2 should be");
  }

  @Test
  void findsTheDeletedBeginningOfAStream() {
    tamper("delete from cairn.events where position = 1");
    assertFound("VERSIONS", "account:1 has version 2 at position 4 where version 1 should be");
  }

  @Test
  void findsAChangedVersion() {
    tamper("update cairn.events set version = 7 where position = 9");
    assertFound("VERSIONS", "account:0 has version 7 at position 9 where version 3 should be");
  }

  @Test
  void findsEventsThatChangedPlaces() {
    tamper("update cairn.events set position = 100 where position = 3");
    tamper("update cairn.events set position = 3 where position = 6");
    tamper("update cairn.events set position = 6 where position = 100");
    assertFound(
        "STREAM_ORDER",
        "Version 2 of the stream account:0 stands at position 3, and version 1 at 6");
  }

  @Test
  void findsPositionsThatCannotBe() {
    tamper("update cairn.events set position = -1 where position = 1");
    assertFound("POSITIONS", "1 events stand at position 0 or before");
  }

  @Test
  void findsASequenceThatWouldGoBack() {
    log.execute("select setval('cairn.positions', 4)");
    assertFound("SEQUENCE", "goes on with 5, and the log ends at 9");
  }

  @Test
  void findsASequenceThatHandsOutPositionsInAdvance() {
    log.execute("alter sequence cairn.positions cache 10");
    assertFound("SEQUENCE", "has a cache");
  }

  @Test
  void findsAMissingTrigger() {
    log.execute("drop trigger events_immutable on cairn.events");
    assertFound("NOT_IMMUTABLE", "is missing");
  }

  @Test
  void findsADisabledTrigger() {
    log.execute("alter table cairn.events disable trigger events_immutable");
    assertFound("NOT_IMMUTABLE", "not always enabled");
    log.execute("alter table cairn.events enable trigger events_immutable");
    assertFound("NOT_IMMUTABLE", "not always enabled");
  }

  @Test
  void findsATriggerThatLeavesSomethingOut() {
    log.execute("drop trigger events_immutable on cairn.events");
    log.execute("""
        create trigger events_immutable before update or truncate on cairn.events
          for each statement execute function cairn.refuse_change()""");
    log.execute("alter table cairn.events enable always trigger events_immutable");
    assertFound("NOT_IMMUTABLE", "does not stand before every");
  }

  @Test
  void findsATriggerWhoseFunctionRefusesNothing() {
    log.execute("""
        create or replace function cairn.refuse_change() returns trigger language plpgsql as $$
        begin
          return null; -- 'CA002'
        end $$""");
    assertFound("NOT_IMMUTABLE", "does not refuse");
  }

  @Test
  void findsAMissingKeyAndWhatItLetIn() {
    log.execute("alter table cairn.events drop constraint events_position_key");
    tamper("update cairn.events set position = 1 where position = 2");
    CommandRun run = log.es("log", "verify", "--json");
    assertThat(run.json().get("problems").findValuesAsText("kind"))
        .containsExactlyInAnyOrder("KEYS", "POSITIONS");
  }

  @Test
  void findsLivesThatMakeNoSense() {
    log.execute("""
        insert into cairn.incarnations (incarnation, began_after, reason)
        values (3, 5, 'skipped one'), (4, 900, 'beyond the end')""");
    assertFound(
        "INCARNATIONS",
        "Incarnation 3 stands where incarnation 2 should",
        "Incarnation 4 says that it began after position 900");
  }

  @Test
  void findsStreamsThatGrewAfterTheirEnd() {
    log.es("streams", "close", "account:1", "--reason", "over").ok();
    log.es("streams", "close", "account:2", "--reason", "over").ok();
    log.es("log", "verify").ok();
    log.execute(
        "insert into cairn.events select 10, 4, now(), gen_random_uuid(), stream, type, payload,"
            + " metadata from cairn.events where position = 1");
    log.execute("select setval('cairn.positions', 10)");
    assertFound(
        "CLOSED_STREAMS", "account:1 was closed at version 3, and its last event has version 4");
    log.execute("alter table cairn.closed_streams disable trigger closed_streams_immutable");
    log.execute("delete from cairn.closed_streams where stream = 'account:1'");
    assertFound("NOT_IMMUTABLE", "closed can be opened again");
  }

  @Test
  void findsAnIdThatIsNone() {
    log.execute(
        "select cairn.append_event(1000, 'nocolon', 0, gen_random_uuid(), 'x', 1, '{}', '{}')");
    assertFound("STREAM_ID", "At position 10: The stream id 'nocolon' has no colon");
  }

  @Test
  void findsEveryOneOfManyAndShowsTheFirst() {
    log.store()
        .append(
            CliEvents.account("long"),
            ExpectedVersion.noStream(),
            IntStream.range(0, 1_000)
                .mapToObj(i -> NewEvent.of(new Deposited(i, "")))
                .toList());
    log.store()
        .append(
            CliEvents.account("long"),
            ExpectedVersion.any(),
            IntStream.range(0, 1_000)
                .mapToObj(i -> NewEvent.of(new Deposited(i, "")))
                .toList());
    tamper("update cairn.events set version = 100000 + 3 * version where version > 1000");
    tamper("update cairn.events set version = 10000 + 3 * version"
        + " where version between 500 and 1000");
    CommandRun run = log.es("log", "verify", "--json");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.json().get("problems")).hasSize(1_000);
    assertThat(run.json().get("found").asLong()).isGreaterThan(1_000);
    assertThat(log.es("log", "verify").out()).contains("... and ");
  }

  @Test
  void aRoleThatMayReadFindsTheSameAndSaysWhatItMayNotLookAt() {
    tamper("delete from cairn.events where position = 5");
    String role = "verifier_" + log.database();
    log.execute("create role " + role + " login password 'secret'");
    try {
      LogSchema.grantAppendAndRead(log.pool(), "cairn", role);
      CommandRun run = OperatedLog.run(
          "log",
          "verify",
          "--json",
          "--jdbc-url",
          OperatedLog.urlOf(log.database(), role, "secret"));
      assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.FAILED);
      assertThat(run.json().get("problems").findValuesAsText("kind"))
          .isEqualTo(List.of("VERSIONS"));
      assertThat(run.json().get("notes").get(0).asText()).contains("sequence of positions");
    } finally {
      log.execute("drop owned by " + role);
      log.execute("drop role " + role);
    }
  }
}
