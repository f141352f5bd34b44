package dev.cairn.projection;

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

/** The arrows of es-projections, and what of it can be seen from outside. */
final class ArchitectureTest {

  private static final JavaClasses PROJECTIONS = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("dev.cairn.projection");

  private static final String[] NEIGHBOURS = {
    "dev.cairn",
    "dev.cairn.command",
    "dev.cairn.event",
    "dev.cairn.codec",
    "dev.cairn.handler",
    "dev.cairn.internal",
    "dev.cairn.process",
    "dev.cairn.store",
    "dev.cairn.postgres..",
    "dev.cairn.projection..",
    "java..",
    "javax.sql",
    "org.postgresql..",
    "org.jdbi.v3.core..",
    "com.fasterxml.jackson..",
    "org.jspecify.annotations",
    "org.slf4j"
  };

  @Test
  void itDependsOnTheLogAndOnNothingElse() {
    classes().should().onlyDependOnClassesThat().resideInAnyPackage(NEIGHBOURS).check(PROJECTIONS);
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices()
        .matching("dev.cairn.(projection..)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(PROJECTIONS);
  }

  @Test
  void whatIsPublicIsWhatAnApplicationNeeds() {
    assertThat(PROJECTIONS.stream()
            .filter(type -> type.getPackageName().equals("dev.cairn.projection"))
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> type.getEnclosingClass().isEmpty())
            .map(JavaClass::getSimpleName))
        .containsExactlyInAnyOrder(
            "Projections",
            "Projection",
            "ProjectionRunner",
            "ProjectionSettings",
            "ProjectionSchema",
            "ProjectionStatus",
            "ProjectionOperations",
            "FailurePolicy",
            "FreeProjection",
            "ProcessCounts",
            "ProcessInstance",
            "ProcessOperations",
            "WaitingCommand",
            "OnBatch",
            "Replay",
            "ReadModelRows",
            "RebuildListener",
            "RebuildOptions",
            "RebuildProgress",
            "VerificationReport",
            "ProjectionBehindException",
            "ProjectionBusyException",
            "ProjectionStoppedException",
            "UnknownProjectionException");
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(PROJECTIONS.stream().map(JavaClass::getPackage).distinct().toList())
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
        .check(PROJECTIONS);
  }
}
