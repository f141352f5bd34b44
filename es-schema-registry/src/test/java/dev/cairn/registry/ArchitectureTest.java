package dev.cairn.registry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of es-schema-registry, and what of it can be seen from outside. */
final class ArchitectureTest {

  private static final JavaClasses REGISTRY = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("dev.cairn.registry");

  @Test
  void itDependsOnTheRelaysPortTheContractsAndTheFormats() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.cairn",
            "dev.cairn.event",
            "dev.cairn.codec..",
            "dev.cairn.outbox",
            "dev.cairn.registry",
            "java..",
            "javax.net.ssl",
            "com.fasterxml.jackson..",
            "com.google.protobuf",
            "org.apache.avro..",
            "org.jspecify.annotations",
            "org.slf4j")
        .check(REGISTRY);
  }

  /** Who talks to a registry need not know what is written with its schemas. */
  @Test
  void theClientKnowsNothingOfEventsAndFormats() {
    noClasses()
        .that()
        .haveNameMatching(
            ".*\\.(Http|Registry(Client|Settings|Schema)|SchemaRegistry|LimitedBody).*")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.cairn.event",
            "dev.cairn.codec..",
            "dev.cairn.outbox..",
            "com.google.protobuf..",
            "org.apache.avro..")
        .check(REGISTRY);
  }

  @Test
  void whatIsPublicIsWhatAnApplicationNeeds() {
    assertThat(REGISTRY.stream()
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> type.getEnclosingClass().isEmpty())
            .map(JavaClass::getSimpleName))
        .containsExactlyInAnyOrder(
            "SchemaRegistry",
            "HttpSchemaRegistry",
            "RegistrySettings",
            "RegistrySchema",
            "RegisteredSchema",
            "SchemaFormat",
            "Compatibility",
            "CompatibilityLevel",
            "AvroValues",
            "ProtobufValues",
            "RegistryValueSettings",
            "SubjectNaming",
            "SchemaRegistryException",
            "RegistryUnavailableException",
            "RegistryAccessException",
            "SchemaNotFoundException",
            "SchemaRefusedException",
            "UnexpectedAnswerException",
            "UnreadableCertificatesException",
            "UnwritableValueException");
  }

  @Test
  void classesAreNamedForWhatTheyAre() {
    noClasses()
        .should()
        .haveNameMatching(".*[.$](Abstract\\w*|\\w*(Impl|Manager|Helper|Utils?))")
        .check(REGISTRY);
  }
}
