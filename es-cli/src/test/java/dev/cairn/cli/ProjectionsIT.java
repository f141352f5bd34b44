package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.cli.CliEvents.Deposited;
import dev.cairn.projection.Projections;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code es projections} and {@code es parked}. */
final class ProjectionsIT {

  private final OperatedLog log = new OperatedLog();

  @AfterEach
  void close() {
    log.close();
  }

  private JsonNode listed() {
    return log.es("projections", "list", "--json")
        .ok()
        .json()
        .get("projections")
        .get(0);
  }

  private long total(int account) {
    return log.jdbi()
        .withHandle(handle -> handle
            .select(
                "select cents from cairn_read.totals where account = ?", Integer.toString(account))
            .mapTo(Long.class)
            .one());
  }

  @Test
  void aRebuildMakesWhatVerifyConfirms() {
    log.append(CliEvents.account(1), new Deposited(1, "a"), new Deposited(2, "b"));
    log.append(CliEvents.account(2), new Deposited(3, "c"));

    assertThat(log.es("projections", "list").ok().out()).contains("totals").contains("unbuilt");
    assertThat(log.es("projections", "rebuild", "--all", "--dry-run").ok().out())
        .contains("would build 'totals' from the start of the log, and swap it in");
    assertThat(log.es("projections", "list").ok().out()).contains("unbuilt");
    assertThat(log.es("projections", "rebuild", "--all").ok().out())
        .contains("rebuilt and swapped");

    assertThat(total(1)).isEqualTo(3);
    JsonNode verified = log.es("projections", "verify", "--all", "--json").ok().json();
    assertThat(verified.get("projections").get(0).get("same").asBoolean()).isTrue();
    assertThat(verified.get("projections").get(0).get("rows").asLong()).isEqualTo(2);
    JsonNode live = listed();
    assertThat(live.get("state").asText()).isEqualTo("unattended");
    assertThat(live.get("live").get("position").asLong()).isEqualTo(3);
    assertThat(live.get("lagEvents").asLong()).isZero();
  }

  @Test
  void verifyFindsWhatSomebodyChangedByHand() {
    log.append(CliEvents.account(1), new Deposited(1, "a"));
    log.append(CliEvents.account(2), new Deposited(3, "c"));
    log.es("projections", "rebuild", "totals").ok();
    log.execute("update cairn_totals_1.totals set cents = 7 where account = '2'");

    CommandRun verified = log.es("projections", "verify", "totals");

    assertThat(verified.exitCode()).isEqualTo(1);
    assertThat(verified.out())
        .contains("1 missing, 1 unexpected")
        .contains("missing (2,3)")
        .contains("unexpected (2,7)");
  }

  @Test
  void whatIsNotSwappedIsSwappedLaterAndRolledBack() {
    log.append(CliEvents.account(1), new Deposited(1, "a"));
    log.es("projections", "rebuild", "totals").ok();
    log.append(CliEvents.account(1), new Deposited(4, "b"));
    log.es("projections", "rebuild", "totals", "--no-swap").ok();
    assertThat(total(1)).isEqualTo(1);

    log.append(CliEvents.account(1), new Deposited(5, "c"));
    assertThat(log.es("projections", "swap", "totals", "--dry-run").ok().out()).contains("would");
    assertThat(total(1)).isEqualTo(1);
    log.es("projections", "swap", "totals").ok();
    assertThat(total(1)).isEqualTo(10);

    log.es("projections", "rollback", "totals", "--dry-run").ok();
    assertThat(total(1)).isEqualTo(10);
    log.es("projections", "rollback", "totals").ok();
    assertThat(total(1)).isEqualTo(1);
    log.es("projections", "drop-previous", "totals").ok();
    log.es("projections", "rollback", "totals").fails(1, "no previous generation");
  }

  @Test
  void aPauseHoldsTheRunnerUntilItIsResumed() {
    log.append(CliEvents.account(1), new Deposited(1, "a"));
    try (Projections projections = log.projections()) {
      projections.start();
      projections.waitFor("totals", log.store().head(), Duration.ofMinutes(2));
      assertThat(log.es("projections", "pause", "totals", "--reason", "moving", "--by", "ada")
              .ok()
              .out())
          .isEqualTo("totals: paused it\n");
      log.append(CliEvents.account(1), new Deposited(2, "b"));

      assertThat(log.es("projections", "list").ok().out()).contains("by ada: moving");
      assertThat(log.es("projections", "lag", "--at-most", "3600").ok().out()).contains("1 events");
      await().until(() -> log.es("projections", "lag", "--at-most", "0.1").exitCode() == 1);
      assertThat(total(1)).isEqualTo(1);

      log.es("projections", "resume", "totals").ok();
      projections.waitFor("totals", log.store().head(), Duration.ofMinutes(2));
      assertThat(total(1)).isEqualTo(3);
    }
  }

  @Test
  void whatWasOnceTrueCanBeBuiltAgain() {
    log.append(CliEvents.account(1), new Deposited(1, "a"));
    log.append(CliEvents.account(1), new Deposited(2, "b"));

    assertThat(log.es("projections", "as-of", "totals", "--position", "1").ok().out())
        .contains("in the schema cairn_totals_1_as_of");
    long then = log.jdbi()
        .withHandle(handle -> handle
            .select("select cents from cairn_totals_1_as_of.totals")
            .mapTo(Long.class)
            .one());
    assertThat(then).isEqualTo(1);
    log.es("projections", "as-of", "totals", "--position", "99").fails(1, "ends at 2");
    log.es("projections", "as-of", "totals", "--instant", "today").fails(2, "not a time such as");
    log.es("projections", "as-of", "totals", "--instant", "2001-01-01T00:00:00Z")
        .ok();
  }

  @Test
  void parkedEventsAreListedAndDiscarded() {
    log.append(CliEvents.account(1), new Deposited(-1, "a"), new Deposited(2, "b"));
    log.es("projections", "rebuild", "totals").ok();

    JsonNode parked =
        log.es("parked", "list", "--json").ok().json().get("parked").get(0);
    assertThat(parked.get("projection").asText()).isEqualTo("totals");
    assertThat(parked.get("key").asText()).isEqualTo("1");
    assertThat(parked.get("waiting").asLong()).isEqualTo(2);
    assertThat(log.es("parked", "show", "totals", "1").ok().out()).contains("A deposit of -1");
    assertThat(log.es("parked", "show", "totals", "1", "--json").json().findValuesAsText("cause"))
        .containsExactly("poison", "follows");
    log.es("parked", "retry", "totals", "1", "--dry-run").ok();
    assertThat(log.es(
                "parked",
                "discard",
                "totals",
                "1",
                "--position",
                "1",
                "--reason",
                "wrong",
                "--dry-run")
            .ok()
            .out())
        .contains("1: would discard the event ")
        .contains(" at position 1");
    log.es("parked", "discard", "totals", "1", "--position", "1", "--reason", "wrong")
        .ok();
    log.es("parked", "retry", "totals", "1").ok();
    try (Projections projections = log.projections()) {
      projections.start();
      await()
          .atMost(Duration.ofMinutes(2))
          .until(
              () -> log.es("parked", "list", "--json").ok().json().get("parked").isEmpty());
    }
    assertThat(total(1)).isEqualTo(2);
    assertThat(log.es("parked", "show", "totals", "1", "--json").ok().out())
        .contains("\"handled\"");
    log.es("parked", "discard", "totals", "2", "--all", "--reason", "wrong")
        .fails(1, "nothing of '2' waits in the projection totals");
  }

  @Test
  void mistakesAreSaidInOneLine() {
    log.es("projections", "rebuild", "nothing").fails(1, "there are totals");
    log.es("projections", "rebuild").fails(2, "name projections, or say --all");
    log.es("projections", "verify", "totals").fails(1, "no live generation");
    log.es("projections", "rollback", "totals").fails(1, "no live generation");
    log.es("projections", "swap", "totals").fails(1, "rebuild it first");
    log.es("parked", "show", "totals", "1").fails(1, "no live generation");
  }
}
