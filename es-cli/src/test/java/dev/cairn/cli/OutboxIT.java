package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.cli.CliEvents.Deposited;
import dev.cairn.cli.CliEvents.NoticeSent;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import dev.cairn.outbox.Outbox;
import dev.cairn.outbox.OutboxMessage;
import dev.cairn.outbox.OutboxRelay;
import dev.cairn.outbox.RelaySettings;
import dev.cairn.outbox.RelayStatus;
import dev.cairn.outbox.Route;
import dev.cairn.outbox.TopicRouting;
import dev.cairn.postgres.LogSchema;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code es outbox}, on a real Kafka. */
final class OutboxIT {

  private final OperatedLog log = new OperatedLog();

  @AfterEach
  void close() {
    log.close();
  }

  private RelaySettings refusingNotices() {
    TopicRouting usual = TopicRouting.byCategory(log.database() + ".");
    return log.relay()
        .withRouting(event -> event.type().equals("notice-sent")
            ? Route.refused("no \"notices\"\nhere")
            : usual.route(event));
  }

  /** Two events of one stream wait: the second, and the third behind it. */
  private void park() {
    log.append(
        CliEvents.account("it's"), new Deposited(1, ""), new NoticeSent(""), new Deposited(2, ""));
    log.append(CliEvents.account(2), new Deposited(3, ""));
    log.publishAll(refusingNotices());
  }

  private JsonNode parkedEvents() {
    return log.es("outbox", "parked", "account:it's", "--json").ok().json().get("events");
  }

  private List<String> states() {
    return parkedEvents().findValuesAsText("state");
  }

  @Test
  void saysHowTheRelayIs() {
    assertThat(log.es("outbox", "status").ok().out()).isEqualTo("No relay has run on this log.\n");
    assertThat(log.es("outbox", "status", "--json").ok().json().get("relays")).isEmpty();
    log.append(CliEvents.account(1), new Deposited(1, ""), new Deposited(2, ""));
    log.publishAll(log.relay());

    RelayStatus status = RelayStatus.of(log.store().database(), "outbox").orElseThrow();
    JsonNode shown =
        log.es("outbox", "status", "--json").ok().json().get("relays").get(0);
    assertThat(shown.get("relay").asText()).isEqualTo("outbox");
    assertThat(shown.get("state").asText()).isEqualTo("stopped");
    assertThat(shown.get("guarantee").asText()).isEqualTo("exactly-once");
    assertThat(shown.get("leading").asBoolean()).isFalse();
    assertThat(shown.get("leader").asText()).isEqualTo(status.leader());
    assertThat(shown.get("term").asLong()).isEqualTo(status.term());
    assertThat(shown.get("cursor").asLong()).isEqualTo(2);
    assertThat(shown.get("head").asLong()).isEqualTo(2);
    assertThat(shown.get("published").asLong()).isEqualTo(2);
    assertThat(shown.get("updatedAt").asText()).isEqualTo(status.updatedAt().toString());
    assertThat(log.es("outbox", "status").ok().out()).contains("stopped", "position 2 of 2");
  }

  @Test
  void listsWhatIsParked() {
    assertThat(log.es("outbox", "parked").ok().out()).isEqualTo("Nothing is parked.\n");
    park();
    JsonNode parked = log.es("outbox", "parked", "--json").ok().json();
    assertThat(parked.get("relay").asText()).isEqualTo("outbox");
    assertThat(parked.get("streams")).hasSize(1);
    assertThat(parked.get("streams").get(0).get("stream").asText()).isEqualTo("account:it's");
    assertThat(parked.get("streams").get(0).get("waiting").asLong()).isEqualTo(2);
    assertThat(parked.get("streams").get(0).get("reason").asText())
        .isEqualTo("no \"notices\"\nhere");
    assertThat(parkedEvents().findValuesAsText("position")).containsExactly("2", "3");
    assertThat(parkedEvents().findValuesAsText("cause")).containsExactly("poison", "follows");
    assertThat(states()).containsOnly("parked");
    assertThat(log.es("outbox", "parked").ok().out().lines())
        .singleElement()
        .asString()
        .contains("account:it's", "2 waiting", "no \"notices\"?here");
    assertThat(log.es("outbox", "parked", "account:it's").ok().out().lines()).hasSize(2);
    log.es("outbox", "parked", "account:2").fails(ExitCode.FAILED, "no event of 'account:2'");
  }

  @Test
  void retriesInOrder() {
    park();
    assertThat(log.es("outbox", "retry", "account:it's", "--dry-run").ok().out())
        .isEqualTo("account:it's: would ask the relay outbox to publish 2 events, in order\n");
    assertThat(log.es("outbox", "parked", "--json")
            .json()
            .findValue("retryRequestedBy")
            .isNull())
        .isTrue();
    assertThat(log.es("outbox", "retry", "account:it's", "--by", "ann").ok().out())
        .isEqualTo("account:it's: asked the relay outbox to publish 2 events, in order\n");
    assertThat(log.es("outbox", "parked", "--json")
            .json()
            .findValue("retryRequestedBy")
            .asText())
        .isEqualTo("ann");
    assertThat(log.es("outbox", "retry", "--all").ok().out())
        .isEqualTo("account:it's: ann has asked for another try already\n");
    log.es("outbox", "discard", "account:it's", "--all", "--reason", "r", "--dry-run")
        .fails(ExitCode.FAILED, "ann has asked for another try");

    try (OutboxRelay relay = OutboxRelay.start(log.store(), TestKafka.settings(), log.relay())) {
      await().atMost(Duration.ofMinutes(2)).until(() -> !states().contains("parked"));
      assertThat(relay.state().leading()).isTrue();
    }
    assertThat(states()).containsExactly("handled", "handled");
    assertThat(parkedEvents().findValuesAsText("settledBy")).containsOnly("ann");
    log.es("outbox", "retry", "account:it's").fails(ExitCode.FAILED, "nothing of 'account:it's'");
    assertReconciled(log.es("outbox", "reconcile", "--json").ok().json(), 4);
  }

  @Test
  void asksForNothingIfOneOfSeveralDoesNotWait() {
    park();
    log.es("outbox", "retry", "account:it's", "account:none")
        .fails(ExitCode.FAILED, "nothing of 'account:none' waits");
    assertThat(log.es("outbox", "parked", "--json")
            .json()
            .findValue("retryRequestedBy")
            .isNull())
        .isTrue();
  }

  @Test
  void discardsAnEventOrAllOfAStream() {
    park();
    String[] one = {"outbox", "discard", "account:it's", "--position", "2", "--reason", "a 'test'"};
    assertThat(log.es(dry(one)).ok().out())
        .contains("would discard the event " + parkedEvents().get(0).get("id").asText());
    assertThat(states()).containsExactly("parked", "parked");
    assertThat(log.es(one).ok().out()).contains("discarded the event");
    assertThat(states()).containsExactly("discarded", "parked");
    assertThat(parkedEvents().get(0).get("settleReason").asText()).isEqualTo("a 'test'");
    assertThat(parkedEvents().get(0).get("settledBy").asText())
        .isEqualTo(System.getProperty("user.name"));
    log.es(one).fails(ExitCode.FAILED, "the event at position 2 does not wait");
    log.es(dry(one)).fails(ExitCode.FAILED, "the event at position 2 does not wait");

    String[] rest = {"outbox", "discard", "account:it's", "--all", "--reason", "r", "--by", "ann"};
    assertThat(log.es(dry(rest)).ok().out()).isEqualTo("account:it's: would discard 1 events\n");
    assertThat(states()).containsExactly("discarded", "parked");
    assertThat(log.es(rest).ok().out()).isEqualTo("account:it's: discarded 1 events\n");
    assertThat(states()).containsExactly("discarded", "discarded");
    log.es(rest).fails(ExitCode.FAILED, "nothing of 'account:it's' waits");

    JsonNode reconciled = log.es("outbox", "reconcile", "--json").ok().json();
    assertThat(reconciled.get("discarded").asLong()).isEqualTo(2);
    assertThat(reconciled.get("missing").asLong()).isZero();
  }

  private static String[] dry(String... args) {
    String[] dry = java.util.Arrays.copyOf(args, args.length + 1);
    dry[args.length] = "--dry-run";
    return dry;
  }

  @Test
  void decidesAboutMessages() {
    OutboxMessage message = OutboxMessage.of(log.database() + ".mail", "k", "kind", "{}");
    log.jdbi().useTransaction(handle -> new Outbox("cairn").send(handle, message));
    log.execute("update cairn.outbox_messages set state = 'parked', park_reason = 'too large',"
        + " parked_at = now(), parked_by = 'p', attempts = 1");
    JsonNode shown =
        log.es("outbox", "parked", "--json").ok().json().get("messages").get(0);
    assertThat(shown.get("id").asText()).isEqualTo(message.id().toString());
    assertThat(shown.get("reason").asText()).isEqualTo("too large");
    assertThat(log.es("outbox", "parked").ok().out()).contains(message.id().toString());

    String id = message.id().toString();
    assertThat(log.es("outbox", "retry", "--message", id, "--dry-run").ok().out())
        .contains("would ask for another try");
    assertThat(messageStates()).containsExactly("parked");
    log.es("outbox", "retry", "--message", id).ok();
    assertThat(messageStates()).containsExactly("waiting");
    log.es("outbox", "retry", "--message", id).fails(ExitCode.FAILED, "is not parked");

    log.execute("update cairn.outbox_messages set state = 'parked'");
    log.es("outbox", "discard", "--message", id, "--reason", "r", "--dry-run").ok();
    assertThat(messageStates()).containsExactly("parked");
    log.es("outbox", "discard", "--message", id, "--reason", "r", "--by", "ann").ok();
    assertThat(messageStates()).containsExactly("discarded");
    log.es("outbox", "discard", "--message", UUID.randomUUID().toString(), "--reason", "r")
        .fails(ExitCode.FAILED, "is not parked");
  }

  private List<String> messageStates() {
    return log.jdbi()
        .withHandle(handle -> handle
            .createQuery("select state from cairn.outbox_messages")
            .mapTo(String.class)
            .list());
  }

  @Test
  void comparesLogAndKafka() {
    log.append(CliEvents.account(1), new Deposited(1, ""), new Deposited(2, ""));
    log.publishAll(log.relay());
    assertReconciled(log.es("outbox", "reconcile", "--json").ok().json(), 2);
    assertThat(log.es("outbox", "reconcile").ok().out()).containsPattern("missing +0 ");

    log.append(CliEvents.account(1), new Deposited(3, ""));
    CommandRun run = log.es("outbox", "reconcile", "--json");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.json().get("missing").asLong()).isEqualTo(1);
  }

  private static void assertReconciled(JsonNode result, long events) {
    assertThat(result.get("events").asLong()).isEqualTo(events);
    assertThat(result.get("published").asLong()).isEqualTo(events);
    for (String fault : List.of("missing", "duplicates", "outOfOrder", "unexpected", "parked")) {
      assertThat(result.get(fault).asLong()).as(fault).isZero();
    }
  }

  @Test
  void setsTheCursorOfARelayThatIsStopped() {
    log.append(CliEvents.account(1), new Deposited(1, ""), new Deposited(2, ""));
    log.publishAll(log.relay());
    log.append(CliEvents.account(1), new Deposited(3, ""));

    assertThat(log.es("outbox", "reset", "--to", "0", "--dry-run").ok().out())
        .contains(
            "would set the cursor from position 2", "to 0; events up to 2 are published again");
    assertThat(log.es("outbox", "reset", "--to-head", "--dry-run").ok().out())
        .contains("events after 2 up to 3 are left out");
    assertThat(log.es("outbox", "reset", "--to-recorded").ok().out()).contains("to 2\n");
    log.es("outbox", "reset", "--to", "9").fails(ExitCode.FAILED, "the log ends at position 3");
    log.es("outbox", "reset", "--to", "-1").fails(ExitCode.USAGE, "negative");
    log.es("outbox", "reset").fails(ExitCode.USAGE, "--to-recorded");
    assertThat(RelayStatus.all(log.store().database()).get(0).cursor().value()).isEqualTo(2);

    log.es("outbox", "reset", "--to", "1").ok();
    log.publishAll(log.relay());
    CommandRun run = log.es("outbox", "reconcile", "--json");
    assertThat(run.json().get("duplicates").asLong()).isEqualTo(1);
    assertThat(run.json().get("published").asLong()).isEqualTo(4);
    assertThat(run.json().get("missing").asLong()).isZero();
  }

  @Test
  void doesNotTouchTheCursorOfARelayThatRuns() {
    try (OutboxRelay relay = OutboxRelay.start(log.store(), TestKafka.settings(), log.relay())) {
      await().atMost(Duration.ofMinutes(2)).until(() -> relay.state().leading());
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> RelayStatus.of(log.store().database(), "outbox")
              .filter(RelayStatus::leading)
              .isPresent());
      log.es("outbox", "reset", "--to", "0", "--dry-run").fails(ExitCode.FAILED, "is led by");
      log.es("outbox", "reset", "--to", "0").fails(ExitCode.FAILED, "while it runs");
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> log.es("outbox", "status").ok().out().contains("state          leading"));
    }
  }

  @Test
  void asksWhichRelayIfThereAreSeveral() {
    for (String name : List.of("one", "two")) {
      log.execute("insert into cairn.relays (name, guarantee, state, leader, term)" + " values ('"
          + name + "', 'exactly-once', 'stopped', 'p', 1)");
    }
    log.es("outbox", "parked").fails(ExitCode.USAGE, "--relay: one, two");
    assertThat(log.es("outbox", "parked", "--relay", "two", "--json")
            .ok()
            .json()
            .get("relay")
            .asText())
        .isEqualTo("two");
  }

  @Test
  void saysWhatMakesNoSense() {
    log.es("outbox", "retry").fails(ExitCode.USAGE, "say which streams");
    log.es("outbox", "retry", "a:1", "--all").fails(ExitCode.USAGE, "say which streams");
    log.es("outbox", "retry", "--message", "x").fails(ExitCode.USAGE, "is not the id of a message");
    log.es("outbox", "discard", "a:1", "--all").fails(ExitCode.USAGE, "--reason");
    log.es("outbox", "discard", "a:1", "--reason", "r").fails(ExitCode.USAGE, "say STREAM");
    log.es("outbox", "discard", "--all", "--reason", "r").fails(ExitCode.USAGE, "say STREAM");
    log.es("outbox", "parked", "-n", "0").fails(ExitCode.USAGE, "from 1 on");
    OperatedLog.run("outbox", "reconcile").fails(ExitCode.USAGE, "Unmatched argument");
  }

  @Test
  void aLogWithoutTablesOfARelayIsSaidToHaveNone() {
    try (FreshDatabase plain = Servers.sharedPostgres().freshDatabase("cli")) {
      LogSchema.migrate(plain.dataSource(), "cairn");
      String url = OperatedLog.urlOf(plain.name(), plain.username(), plain.password());
      for (String command : List.of("status", "parked")) {
        OperatedLog.run("outbox", command, "--jdbc-url", url)
            .fails(ExitCode.UNAVAILABLE, "OutboxSchema.migrate");
      }
      OperatedLog.run("doctor", "--jdbc-url", url).ok();
    }
  }
}
