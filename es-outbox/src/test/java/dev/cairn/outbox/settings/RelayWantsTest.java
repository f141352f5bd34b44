package dev.cairn.outbox.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.cairn.InvalidInputException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the relay can want, and that the relay is not needed to say it. */
class RelayWantsTest {

  private static final RelayWants WANTS = RelayWants.defaults();

  @Test
  void refusesWhatNobodyCanWant() {
    assertThatThrownBy(() -> WANTS.withTopicsOf(0, 3, 2))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("partitions is 0");
    assertThatThrownBy(() -> WANTS.withTopicsOf(6, 0, 2)).hasMessageContaining("replication is 0");
    assertThatThrownBy(() -> WANTS.withTopicsOf(6, 3, 0)).hasMessageContaining("min.insync");
    assertThatThrownBy(() -> WANTS.withTimes(Duration.ZERO, Duration.ZERO))
        .hasMessageContaining("transaction timeout");
    assertThatThrownBy(() -> WANTS.withTimes(Duration.ofSeconds(1), Duration.ofMillis(-1)))
        .hasMessageContaining("batch time");
  }

  @Test
  void changesOneThingAtATime() {
    RelayWants wants = WANTS
        .withGuarantee(RelayWants.Guarantee.AT_MOST_ONCE)
        .withTopicsOf(1, RelayWants.BROKERS_DEFAULT, 3)
        .withTimes(Duration.ofSeconds(4), Duration.ZERO)
        .withCreatesTopics(false)
        .withTopics(Set.of("a"), "c");

    assertThat(wants)
        .isEqualTo(new RelayWants(
            RelayWants.Guarantee.AT_MOST_ONCE,
            1,
            -1,
            3,
            Duration.ofSeconds(4),
            Duration.ZERO,
            false,
            Set.of("a"),
            "c"));
  }

  @Test
  void thisPackageKnowsNothingOfTheRelay() {
    ArchRuleDefinition.noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.cairn.outbox", "dev.cairn.outbox.consumer..", "dev.cairn.postgres..")
        .check(new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.cairn.outbox.settings"));
  }
}
