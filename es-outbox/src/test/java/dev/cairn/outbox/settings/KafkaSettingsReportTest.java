package dev.cairn.outbox.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

/** How findings are told. */
class KafkaSettingsReportTest {

  private static final Finding NOTE = Finding.info("c", "is so.", "Because.", "Leave it.");
  private static final Finding WARNING =
      Finding.warning("b", "is odd.", "It may fail.", "Change it.");
  private static final Finding ERROR = Finding.error("a", "is wrong.", "It fails.", "Set it.");

  @Test
  void putsTheWorstFirstAndNothingTwice() {
    assertThat(new KafkaSettingsReport(List.of(NOTE, WARNING, ERROR, WARNING)).findings())
        .containsExactly(ERROR, WARNING, NOTE);
  }

  @Test
  void isReadByPeople() {
    assertThat(new KafkaSettingsReport(List.of(NOTE, ERROR))).hasToString("""
        ERROR a: is wrong.
          Why: It fails.
          Remedy: Set it.

        INFO c: is so.
          Why: Because.
          Remedy: Leave it.

        1 error(s), 0 warning(s), 1 note(s)""");
  }

  @Test
  void onlyErrorsStopAStart() {
    assertThatCode(() -> new KafkaSettingsReport(List.of(NOTE, WARNING)).orThrow())
        .doesNotThrowAnyException();

    KafkaSettingsRefusedException thrown = catchThrowableOfType(
        KafkaSettingsRefusedException.class,
        () -> new KafkaSettingsReport(List.of(NOTE, ERROR, WARNING)).orThrow());

    assertThat(thrown.findings()).containsExactly(ERROR);
    assertThat(thrown)
        .hasMessage("The Kafka settings do not hold:\n  - a: is wrong. It fails. Set it.");
  }

  @Test
  void isLoggedOnceAtTheLevelOfEach() {
    try (LoggedLines logged = LoggedLines.of(KafkaSettingsReport.class.getName())) {
      new KafkaSettingsReport(List.of(NOTE, WARNING, ERROR)).logged();

      assertThat(logged.lines())
          .containsExactly(
              "ERROR Kafka settings: a: is wrong. It fails. Set it.",
              "WARN Kafka settings: b: is odd. It may fail. Change it.",
              "INFO Kafka settings: c: is so. Because. Leave it.");
    }
  }

  @Test
  void clearTextIsWarnedOfOnceForEachStart() {
    KafkaSettings settings =
        KafkaSettings.of(Checks.spoiled(Checks.flawless(), "bootstrap.servers", "192.0.2.1:1"));
    try (LoggedLines logged = LoggedLines.of(KafkaSettingsReport.class.getName())) {
      KafkaSettingsCheck.of(settings, RelayWants.defaults()).runOffline().logged();

      assertThat(logged.lines())
          .filteredOn(line -> line.startsWith("WARN"))
          .singleElement()
          .asString()
          .contains(
              "security.protocol: is PLAINTEXT by default, and 192.0.2.1:1 is not this machine");
    }
  }
}
