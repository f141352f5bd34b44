package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.cli.CliEvents.Deposited;
import dev.cairn.cli.CliEvents.Greeted;
import dev.cairn.cli.command.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code es events upcast}. */
final class UpcastEventsIT {

  private final OperatedLog log = new OperatedLog();

  @AfterEach
  void close() {
    log.close();
  }

  private void store(String type, int revision, String json) {
    log.execute("""
        select cairn.append_events(1000, '{0}', '{account:5}', '{-1}', '{1}', '{1}', '{account:5}', '{1}',
          array[gen_random_uuid()], '{%s}', '{%d}', array['%s'], '{"{}"}')""".formatted(type, revision, json));
  }

  @Test
  void saysWhatTheEventsOfEachFormAreToday() {
    log.append(CliEvents.account(1), new Deposited(1, ""), new Greeted("hi"));
    store("greeted", 1, "{\"words\":\" hello \"}");
    store("greeted", 1, "{\"words\":\"hello\"}");
    store("coughed", 1, "{}");

    JsonNode forms =
        log.es("events", "upcast", "--dry-run", "--json").ok().json().get("forms");

    assertThat(forms)
        .extracting(
            form -> form.get("type").asText(),
            form -> form.get("revision").asInt(),
            form -> form.get("current").asBoolean(),
            form -> form.get("stored").asLong(),
            form -> form.get("today").asLong())
        .containsExactly(
            tuple("coughed", 1, false, 1L, 0L),
            tuple("greeted", 1, false, 2L, 2L),
            tuple("greeted", 2, true, 1L, 1L),
            tuple("money-deposited", 1, true, 1L, 1L));
    assertThat(log.es("events", "upcast", "--dry-run").ok().out())
        .contains(
            "greeted", "revision 1", "5 events of 4 forms, up to position 5; 0 cannot be read");
  }

  @Test
  void namesWhatCannotBeReadAndWhere() {
    store("greeted", 1, "{\"words\":7}");
    store("greeted", 9, "{}");
    store("stranger", 1, "{}");
    store("money-deposited", 1, "{\"cents\":\"many\"}");
    store("greeted", 2, "{\"text\":\"hi\"}");

    CommandRun run = log.es("events", "upcast", "--dry-run", "--json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.json().get("failed").asLong()).isEqualTo(4);
    CommandRun text = log.es("events", "upcast", "--dry-run");
    assertThat(text.out())
        .contains("position 1:", "/words")
        .contains("position 2:", "newer version of the application")
        .contains("position 3:", "Register the record")
        .contains("position 4:", "/cents")
        .doesNotContain("position 5:");
    assertThat(log.es("events", "upcast", "--dry-run", "--type", "greeted").out())
        .contains("2 cannot be read")
        .doesNotContain("money-deposited");
    assertThat(
            log.es("events", "show", "1", "--json").ok().json().get("revision").asInt())
        .isEqualTo(1);
  }

  @Test
  void changesNothingAndSaysSo() {
    log.es("events", "upcast").fails(ExitCode.USAGE, "never changed");
  }
}
