package dev.cairn.outbox;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The arrows of es-outbox, and what of it can be seen from outside. */
final class ArchitectureTest {

  private static final JavaClasses OUTBOX = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("dev.cairn.outbox");

  private static final String[] NEIGHBOURS = {
    "dev.cairn",
    "dev.cairn.event",
    "dev.cairn.store",
    "dev.cairn.postgres..",
    "dev.cairn.outbox..",
    "java..",
    "javax.sql",
    "org.apache.kafka.clients..",
    "org.apache.kafka.common..",
    "org.jdbi.v3.core..",
    "com.fasterxml.jackson..",
    "io.micrometer.core.instrument..",
    "org.jspecify.annotations",
    "org.slf4j"
  };

  @Test
  void itDependsOnTheLogAndOnKafkaAndOnNothingElse() {
    classes()
        .that()
        .resideOutsideOfPackage("dev.cairn.outbox.settings")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(NEIGHBOURS)
        .check(OUTBOX);
  }

  /** What is checked before the relay starts includes TLS and the login. */
  @Test
  void onlyTheSettingsKnowTlsAndLogins() {
    classes()
        .that()
        .resideInAPackage("dev.cairn.outbox.settings")
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(NEIGHBOURS)
            .or(resideInAnyPackage("javax.net.ssl", "javax.security.auth..")))
        .check(OUTBOX);
  }

  /** Micrometer is optional: whoever does not bind the metrics need not have it. */
  @Test
  void onlyTheMetricsKnowMicrometer() {
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Metrics")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.micrometer..")
        .check(OUTBOX);
    noClasses()
        .that()
        .haveSimpleNameNotEndingWith("Metrics")
        .should()
        .dependOnClassesThat()
        .haveSimpleNameEndingWith("Metrics")
        .check(OUTBOX);
  }

  @Test
  void theRelayKnowsNothingOfTheConsumer() {
    noClasses()
        .that()
        .resideInAPackage("dev.cairn.outbox")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.cairn.outbox.consumer..")
        .allowEmptyShould(true)
        .check(OUTBOX);
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices()
        .matching("dev.cairn.(outbox..)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(OUTBOX);
  }

  @Test
  void whatIsPublicIsWhatAnApplicationNeeds() {
    assertThat(OUTBOX.stream()
            .filter(type -> type.getPackageName().equals("dev.cairn.outbox"))
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> type.getEnclosingClass().isEmpty())
            .map(JavaClass::getSimpleName))
        .containsExactlyInAnyOrder(
            "OutboxRelay",
            "OutboxSchema",
            "RelaySettings",
            "DeliveryGuarantee",
            "TopicRouting",
            "Route",
            "TopicSettings",
            "CloudEventMode",
            "RelayState",
            "RelayStatus",
            "RelayMetrics",
            "RelayHaltedException",
            "CursorReset",
            "Outbox",
            "OutboxMessage",
            "ParkedMessage",
            "ParkedMessages",
            "PublishedEvent",
            "ValueFormat",
            "EventValue",
            "ValuesUnavailableException",
            "UnreadableRecordException");
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(OUTBOX.stream().map(JavaClass::getPackage).distinct().toList())
        .isNotEmpty()
        .allSatisfy(javaPackage -> assertThat(javaPackage.isAnnotatedWith(NullMarked.class))
            .as(javaPackage.getName())
            .isTrue());
  }

  @Test
  void classesAreNamedForWhatTheyAre() {
    noClasses()
        .should()
        .haveNameMatching(".*[.$](Abstract\\w*|\\w*(Impl|Manager|Helper|Utils?))")
        .check(OUTBOX);
  }
}
