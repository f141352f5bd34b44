package dev.cairn.outbox.consumer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What the consumer knows, and what of it can be seen from outside. */
final class ConsumerArchitectureTest {

  private static final JavaClasses CONSUMER = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("dev.cairn.outbox.consumer");

  @Test
  void onlyTheMetricsNeedMicrometer() {
    noClasses()
        .that()
        .doNotHaveSimpleName("EventConsumerMetrics")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.micrometer..")
        .check(CONSUMER);
  }

  @Test
  void itNeedsNeitherTheLogNorTheRelay() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.cairn.postgres..")
        .check(CONSUMER);
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching(
            "dev\\.cairn\\.outbox\\.(?!PublishedEvent|UnreadableRecordException)[A-Z].*")
        .check(CONSUMER);
  }

  @Test
  void whatIsPublicIsWhatThePackageSaysAndWhatThatNeeds() {
    assertThat(CONSUMER.stream()
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> type.getEnclosingClass().isEmpty())
            .map(JavaClass::getSimpleName))
        .containsExactlyInAnyOrder(
            "EventConsumer",
            "EventConsumerSettings",
            "EventConsumerMetrics",
            "Delivery",
            "EventHandler",
            "TransactionalEventHandler",
            "SeenEvents",
            "Retries",
            "FailurePolicy",
            "StartAt",
            "OffsetTable",
            "DeadLetterHeaders",
            "ConsumerLag",
            "ConsumerCounts",
            "EventNotHandledException",
            "OffsetLostException",
            "OffsetTableException",
            "TooManyParkedKeysException",
            "ConsumerRefusedException");
  }
}
