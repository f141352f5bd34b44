package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.cli.CliEvents.Deposited;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code es log info}. */
final class LogInfoIT {

  private final OperatedLog log = new OperatedLog();

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void saysWhichLogItIsAndHowMuchIsInIt() {
    log.append(CliEvents.account(1), new Deposited(1, "a"), new Deposited(2, "b"));
    log.append(CliEvents.account(2), new Deposited(3, "c"));
    log.execute("select nextval('cairn.positions')");
    log.append(CliEvents.account(1), new Deposited(4, "d"));
    log.execute("select cairn.begin_incarnation('restored \"it\"')");

    JsonNode info = log.es("log", "info", "--json").ok().json();
    assertThat(info.get("log").asText()).isEqualTo(log.store().identity().log().toString());
    assertThat(info.get("head").asLong()).isEqualTo(5);
    assertThat(info.get("events").asLong()).isEqualTo(4);
    assertThat(info.get("streams").asLong()).isEqualTo(2);
    assertThat(info.get("schema").asText()).isEqualTo("cairn");
    assertThat(info.get("lastRecordedAt").asText())
        .isEqualTo(log.events().get(3).recordedAt().toString());
    assertThat(info.get("incarnations").findValuesAsText("reason"))
        .isEqualTo(List.of("created", "restored \"it\""));
    assertThat(info.get("incarnations").get(1).get("beganAfter").asLong()).isEqualTo(5);

    assertThat(log.es("log", "info").ok().out())
        .contains(log.store().identity().log().toString())
        .containsPattern("events +4\n")
        .containsPattern("streams +2\n")
        .contains("incarnation    2, after position 5");
  }

  @Test
  void anEmptyLogIsALogToo() {
    JsonNode info = log.es("log", "info", "--json").ok().json();
    assertThat(info.get("head").asLong()).isZero();
    assertThat(info.get("events").asLong()).isZero();
    assertThat(info.get("lastRecordedAt").isNull()).isTrue();
  }
}
