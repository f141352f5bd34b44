package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.cli.CliEvents.Deposited;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.event.NewEvent;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamRead;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** {@code es streams show}. */
final class ShowStreamIT {

  private static final OperatedLog LOG = new OperatedLog();

  @AfterAll
  static void close() {
    LOG.close();
  }

  @Test
  void showsTheEventsOfTheStreamAsTheyAreStored() {
    LOG.append(CliEvents.account(1), new Deposited(1, "first \u00e9 \"quoted\"\nsecond"));
    LOG.append(CliEvents.account(16), new Deposited(2, "other"));
    LOG.append(CliEvents.account(1), new Deposited(3, "third"));

    JsonNode shown = LOG.es("streams", "show", "account:1", "--json").ok().json();
    assertThat(shown.get("stream").asText()).isEqualTo("account:1");
    List<RecordedEvent> events =
        LOG.store().read(StreamRead.forward(CliEvents.account(1))).toList();
    assertThat(shown.get("events")).hasSize(2);
    assertSame(shown.get("events").get(0), events.get(0));
    assertSame(shown.get("events").get(1), events.get(1));

    assertThat(LOG.es("streams", "show", "account:1").ok().out().lines().toList())
        .hasSize(2)
        .satisfies(lines -> assertThat(lines.get(1)).contains("account:1", " v2 ", "third"));
  }

  private static void assertSame(JsonNode shown, RecordedEvent event) {
    assertThat(shown.get("position").asLong()).isEqualTo(event.position().value());
    assertThat(shown.get("stream").asText()).isEqualTo(event.streamText());
    assertThat(shown.get("version").asLong()).isEqualTo(event.version().value());
    assertThat(shown.get("id").asText()).isEqualTo(event.id().toString());
    assertThat(shown.get("type").asText()).isEqualTo(event.type());
    assertThat(shown.get("recordedAt").asText()).isEqualTo(event.recordedAt().toString());
    assertThat(shown.get("payload")).isEqualTo(CommandRun.json(event.payloadText()));
    assertThat(shown.get("metadata").isObject()).isTrue();
  }

  @Test
  void showsPartsOfAStreamInEitherDirection() {
    IntStream.rangeClosed(1, 9)
        .forEach(i -> LOG.append(CliEvents.account(11), new Deposited(i, "")));

    assertThat(versions("account:11", "--from", "8")).containsExactly(8L, 9L);
    assertThat(versions("account:11", "--limit", "2")).containsExactly(1L, 2L);
    assertThat(versions("account:11", "--newest", "-n", "2")).containsExactly(9L, 8L);
    assertThat(versions("account:11", "--newest", "--from", "2")).containsExactly(2L, 1L);
  }

  private static List<Long> versions(String... options) {
    List<String> args = new ArrayList<>(List.of("streams", "show", "--json"));
    args.addAll(List.of(options));
    JsonNode shown = LOG.es(args.toArray(String[]::new)).ok().json();
    return shown.get("events").findValues("version").stream()
        .map(JsonNode::asLong)
        .toList();
  }

  @Test
  void idsMayHoldWhateverAnIdMayHold() {
    for (String key : List.of(
        "it's \"quoted\"",
        "'; drop schema cairn cascade; --",
        "a:b:c",
        "\u00e9\u4e2d%s%n",
        "${x}",
        "--json")) {
      StreamId stream = CliEvents.account(key);
      LOG.append(stream, new Deposited(1, key));
      JsonNode shown =
          LOG.es("streams", "show", stream.toString(), "--json").ok().json();
      assertThat(shown.get("stream").asText()).isEqualTo(stream.toString());
      assertThat(shown.get("events").get(0).get("payload").get("note").asText()).isEqualTo(key);
      assertThat(LOG.es("streams", "show", stream.toString()).ok().out()).contains(key);
    }
  }

  @Test
  void whatIsShownToPeopleCannotControlTheirTerminal() {
    LOG.append(CliEvents.account(12), new Deposited(1, "\u009b31m red \u007f"));
    assertThat(LOG.es("streams", "show", "account:12").ok().out())
        .contains(" red ")
        .doesNotContain("\u009b", "\u007f");
  }

  @Test
  void aLongPayloadIsCutForPeopleAndWholeForPrograms() {
    String note = "\u4e2d".repeat(100_000);
    LOG.append(CliEvents.account(13), new Deposited(1, note));
    assertThat(LOG.es("streams", "show", "account:13").ok().out())
        .contains("(300,")
        .hasSizeLessThan(400)
        .doesNotContain("\ufffd");
    JsonNode shown = LOG.es("streams", "show", "account:13", "--json").ok().json();
    assertThat(shown.get("events").get(0).get("payload").get("note").asText()).isEqualTo(note);
  }

  @Test
  void aPayloadOnSeveralLinesIsStillOneLineOfJson() {
    LOG.execute("""
        select cairn.append_event(1000, 'account:9', 0, gen_random_uuid(), 'money-deposited', 1,
          E'{\\n "cents": 1.50,\\r\\n "note": "a\\\\nb"}', '{}')""");
    JsonNode shown = LOG.es("streams", "show", "account:9", "--json").ok().json();
    assertThat(shown.get("events").get(0).get("payload").get("note").asText()).isEqualTo("a\nb");
  }

  @Test
  void aLongStreamIsShownToItsEnd() {
    LOG.store()
        .append(
            CliEvents.account(14),
            ExpectedVersion.noStream(),
            IntStream.range(0, 900)
                .mapToObj(i -> NewEvent.of(new Deposited(i, "")))
                .toList());
    assertThat(versions("account:14")).hasSize(900).isSorted();
    assertThat(LOG.es("streams", "show", "account:14").ok().out().lines()).hasSize(900);
  }

  @Test
  void saysWhatIsNotThereInOneLine() {
    LOG.append(CliEvents.account(15), new Deposited(1, ""));
    LOG.es("streams", "show", "account:none")
        .fails(ExitCode.FAILED, "there is no stream account:none");
    LOG.es("streams", "show", "account:15", "--from", "2")
        .fails(ExitCode.FAILED, "has the versions 1 to 1");
    LOG.es("streams", "show", "account").fails(ExitCode.USAGE, "it reads category:key");
    LOG.es("streams", "show", "account:\u0001").fails(ExitCode.USAGE, "control characters");
    LOG.es("streams", "show").fails(ExitCode.USAGE, "Missing required parameter: 'STREAM'");
    LOG.es("streams", "show", "account:15", "--limit", "0").fails(ExitCode.USAGE, "from 1 on");
    LOG.es("streams", "show", "account:15", "--limit", "many").fails(ExitCode.USAGE, "from 1 on");
    LOG.es("streams", "show", "account:15", "--from", "-1").fails(ExitCode.USAGE, "from 1 on");
    OperatedLog.run("streams").fails(ExitCode.USAGE, "Missing required subcommand");
  }
}
