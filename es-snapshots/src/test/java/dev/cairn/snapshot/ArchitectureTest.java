package dev.cairn.snapshot;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The arrows of es-snapshots, and what of it can be seen from outside. */
final class ArchitectureTest {

  private static final JavaClasses SNAPSHOTS = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("dev.cairn.snapshot");

  private static final String[] NEIGHBOURS = {
    "dev.cairn",
    "dev.cairn.aggregate",
    "dev.cairn.codec",
    "dev.cairn.event",
    "dev.cairn.postgres",
    "dev.cairn.snapshot",
    "dev.cairn.store",
    "java..",
    "javax.sql",
    "org.jspecify.annotations",
    "org.slf4j"
  };

  @Test
  void itDependsOnTheLogAndOnNothingElse() {
    classes().should().onlyDependOnClassesThat().resideInAnyPackage(NEIGHBOURS).check(SNAPSHOTS);
  }

  @Test
  void whatIsPublicIsWhatAnApplicationNeeds() {
    assertThat(SNAPSHOTS.stream()
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> type.getEnclosingClass().isEmpty())
            .map(JavaClass::getSimpleName))
        .containsExactlyInAnyOrder(
            "Snapshots",
            "Snapshotted",
            "SnapshotPolicy",
            "SnapshotSettings",
            "SnapshotCounts",
            "SnapshotOperations",
            "SnapshotProgressListener",
            "SnapshotRebuildReport",
            "SnapshotVerificationReport",
            "SnapshotSetupException",
            "SnapshotSchema",
            "Snapshot",
            "SnapshotStore",
            "PostgresSnapshotStore",
            "InMemorySnapshotStore");
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(SNAPSHOTS.stream().map(JavaClass::getPackage).distinct().toList())
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
        .check(SNAPSHOTS);
  }
}
