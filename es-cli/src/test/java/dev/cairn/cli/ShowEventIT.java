package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.cli.CliEvents.Deposited;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.NewEvent;
import dev.cairn.event.RecordedEvent;
import dev.cairn.store.ExpectedVersion;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code es events show}. */
final class ShowEventIT {

  private static final OperatedLog LOG = new OperatedLog();
  private static final UUID CORRELATION = UUID.randomUUID();

  @BeforeAll
  static void append() {
    LOG.append(CliEvents.account(1), new Deposited(1, "first"));
    LOG.execute("select nextval('cairn.positions')");
    EventMetadata metadata = EventMetadata.none()
        .withCorrelationId(CORRELATION)
        .withActor("ann")
        .withHeaders(Map.of("traceparent", "00-1"));
    LOG.store()
        .append(
            CliEvents.account(1),
            ExpectedVersion.any(),
            List.of(NewEvent.of(new Deposited(2, "second"), metadata)));
  }

  @AfterAll
  static void close() {
    LOG.close();
  }

  @Test
  void showsAnEventByItsPositionAndByItsId() {
    RecordedEvent event = LOG.events().get(1);
    JsonNode byPosition = LOG.es("events", "show", "3", "--json").ok().json();
    assertThat(byPosition.get("id").asText()).isEqualTo(event.id().toString());
    assertThat(byPosition.get("metadata").get("correlationId").asText())
        .isEqualTo(CORRELATION.toString());
    assertThat(byPosition.get("payload").get("note").asText()).isEqualTo("second");
    JsonNode byId =
        LOG.es("events", "show", event.id().toString(), "--json").ok().json();
    assertThat(byId).isEqualTo(byPosition);
  }

  @Test
  void showsPeopleOneFieldOnALine() {
    assertThat(LOG.es("events", "show", "3").ok().out().lines())
        .contains("stream     account:1, version 2", "position   3", "payload")
        .anyMatch(line -> line.strip().equals("\"note\" : \"second\""))
        .anyMatch(line -> line.strip().equals("\"actor\" : \"ann\","));
  }

  @Test
  void saysWhyThereIsNone() {
    LOG.es("events", "show", "2").fails(ExitCode.FAILED, "rolled back has left a hole");
    LOG.es("events", "show", "99").fails(ExitCode.FAILED, "the log ends at position 3");
    LOG.es("events", "show", "0").fails(ExitCode.FAILED, "no event at position 0");
    LOG.es("events", "show", "99999999999999999999").fails(ExitCode.USAGE, "neither");
    LOG.es("events", "show", "-5").fails(ExitCode.USAGE, "");
    LOG.es("events", "show", "' or 1=1 --").fails(ExitCode.USAGE, "neither");
    String unknown = UUID.randomUUID().toString();
    LOG.es("events", "show", unknown).fails(ExitCode.FAILED, "no event with the id " + unknown);
  }
}
