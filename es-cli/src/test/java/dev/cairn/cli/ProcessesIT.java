package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.cli.CliEvents.NoticeSent;
import dev.cairn.projection.ProcessCounts;
import dev.cairn.projection.ProcessOperations;
import dev.cairn.projection.Projections;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code es processes}. */
final class ProcessesIT {

  private final OperatedLog log = new OperatedLog(Thanks::projections);
  private final Projections projections = log.projections();
  private final ProcessOperations thanks = projections.process("thanks");

  @AfterEach
  void close() {
    projections.close();
    log.close();
  }

  private static void eventually(Callable<Boolean> condition) {
    await().atMost(Duration.ofMinutes(2)).until(condition);
  }

  /** Of one account the present is given, of the other there is no word for it. */
  private JsonNode failing() {
    log.append(CliEvents.account(1), new NoticeSent("thank you"));
    log.append(CliEvents.account(2), new NoticeSent(""));
    projections.start();
    eventually(() -> thanks.counts().equals(new ProcessCounts(1, 1, 1)));
    JsonNode commands =
        log.es("processes", "waiting", "--failing", "--json").ok().json().get("commands");
    assertThat(commands).hasSize(1);
    return commands.get(0);
  }

  @Test
  void whatHasNotBegunIsSaidToBeSo() {
    assertThat(log.es("processes", "list").ok().out())
        .contains("thanks                            0          0          0  has not begun yet");
    assertThat(log.es("processes", "waiting").ok().out()).isEqualTo("Nothing waits.\n");
    assertThat(log.es("projections", "list").ok().out())
        .contains("start the application, or rebuild it", "start the application\n");
  }

  @Test
  void anInstanceAndItsCommandsAreShown() {
    JsonNode failing = failing();

    assertThat(failing.get("process").asText()).isEqualTo("thanks");
    assertThat(failing.get("type").asText()).isEqualTo("Thanks.Give");
    assertThat(failing.get("command").get("account").asText()).isEqualTo("2");
    assertThat(failing.get("error").asText()).isEqualTo("There is no word for it");
    JsonNode listed =
        log.es("processes", "list", "--json").ok().json().get("processes").get(0);
    assertThat(listed.get("instances").asLong()).isEqualTo(1);
    assertThat(listed.get("begun").asBoolean()).isTrue();
    JsonNode shown = log.es("processes", "show", "2", "--json").ok().json();
    assertThat(shown.get("instance").get("state").get("word").asText()).isEmpty();
    assertThat(shown.get("commands")).hasSize(1);
    assertThat(log.es("processes", "show", "2").ok().out())
        .contains(
            "2  {\"account\":\"2\",\"word\":\"\"}", "its time is up at ", "Thanks.Give", "failed ");
    log.es("processes", "show", "1").fails(1, "the process thanks has no instance '1'");
  }

  private String onRecord() {
    return log.jdbi()
        .withHandle(handle -> handle
            .select("select discarded_by || ', ' || discard_reason from cairn_read.thanks_commands")
            .mapTo(String.class)
            .one());
  }

  @Test
  void whatIsDiscardedIsNotCarriedOutAndStaysOnRecord() {
    String number = failing().get("number").asText();

    assertThat(log.es("processes", "discard", number, "--reason", "r", "--dry-run")
            .ok()
            .out())
        .isEqualTo(number + ": would discard Thanks.Give for 2\n");
    assertThat(thanks.counts().waiting()).isEqualTo(1);
    assertThat(log.es("processes", "discard", number, "--reason", "by hand", "--by", "ann")
            .ok()
            .out())
        .isEqualTo(number + ": discarded Thanks.Give for 2\n");

    assertThat(thanks.counts()).isEqualTo(new ProcessCounts(1, 0, 0));
    assertThat(onRecord()).isEqualTo("ann, by hand");
    log.es("processes", "discard", number, "--reason", "r")
        .fails(1, "no command with the number " + number + " waits in the process thanks");
  }

  @Test
  void whatIsTriedAgainIsTriedAtOnce() {
    String number = failing().get("number").asText();
    eventually(() -> thanks.failing(1).get(0).attempts() > 4);
    Runnable retry = () -> log.es("processes", "retry", number).ok();
    int attempts = thanks.failing(1).get(0).attempts();

    assertThat(log.es("processes", "retry", number, "--dry-run").ok().out())
        .isEqualTo(number + ": would ask for another try of Thanks.Give for 2\n");
    for (int more = 1; more <= 8; more++) {
      retry.run();
      int wanted = attempts + more;
      // By itself, eight more would take half a minute for each of the last.
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> thanks.failing(1).get(0).attempts() >= wanted);
    }
    log.es("processes", "retry", "99").fails(1, "no command with the number 99");
    log.es("processes", "retry", "0").fails(2, "not a number from 1 on");
  }

  @Test
  void aProcessThatBeginsAtTheHeadLeavesThePastAlone() {
    log.append(CliEvents.account(1), new NoticeSent("thank you"));
    assertThat(log.es("processes", "begin-at-head", "thanks", "--dry-run").ok().out())
        .isEqualTo("thanks: would begin after what is in the log then\n");
    assertThat(thanks.hasBegun()).isFalse();

    assertThat(log.es("processes", "begin-at-head", "thanks").ok().out())
        .isEqualTo("thanks: begins after position 1\n");
    projections.start();
    log.append(CliEvents.account(2), new NoticeSent("thank you"));

    eventually(() -> log.store().head().value() == 3);
    eventually(() -> thanks.counts().equals(new ProcessCounts(0, 0, 0)));
    log.es("processes", "begin-at-head", "thanks").fails(1, "'thanks' has begun already");
    log.es("processes", "begin-at-head", "thanks", "--dry-run").fails(1, "has begun already");
    log.es("processes", "begin-at-head", "totals").fails(1, "it keeps a read model");
  }

  @Test
  void mistakesAreSaidInOneLine() {
    log.es("processes", "show", "1", "--process", "nothing").fails(1, "there are totals, thanks");
    log.es("processes", "waiting", "--process", "totals").fails(1, "it keeps a read model");
    try (OperatedLog without = new OperatedLog()) {
      without.es("processes", "show", "1").fails(1, "this application has no processes");
      assertThat(without.es("processes", "list").ok().out()).startsWith("process ");
    }
  }
}
