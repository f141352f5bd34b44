package dev.cairn.postgres;

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

/** The arrows of es-store-postgres, and what of it can be seen from outside. */
final class ArchitectureTest {

  private static final JavaClasses STORE = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("dev.cairn.postgres");

  @Test
  void itDependsOnTheDomainAndOnWhatTalksToPostgresqlAndOnNothingElse() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.cairn",
            "dev.cairn.event",
            "dev.cairn.store",
            "dev.cairn.postgres..",
            "java..",
            "javax.sql",
            "org.jspecify.annotations",
            "org.jdbi.v3.core..",
            "org.postgresql..",
            "org.flywaydb.core..",
            "com.zaxxer.hikari..",
            "org.slf4j")
        .check(STORE);
  }

  @Test
  void onlyTheSchemaKnowsFlywayAndOnlyTheFaceMakesAPool() {
    noClasses()
        .that()
        .doNotHaveSimpleName("LogSchema")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.flywaydb..")
        .check(STORE);
    noClasses()
        .that()
        .doNotHaveSimpleName("PostgresEventStore")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.zaxxer..")
        .check(STORE);
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices()
        .matching("dev.cairn.postgres.(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(STORE);
  }

  @Test
  void whatIsPublicIsWhatThePackageSaysAndWhatThatNeeds() {
    assertThat(STORE.stream()
            .filter(type -> type.getPackageName().equals("dev.cairn.postgres"))
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> type.getEnclosingClass().isEmpty())
            .map(JavaClass::getSimpleName))
        .containsExactlyInAnyOrder(
            "PostgresEventStore",
            "PostgresSettings",
            "LogSchema",
            "BulkAppend",
            "LogDatabase",
            "LogFollower",
            "LogPage",
            "Announcements",
            "LogUnavailableException",
            "LogLockedException",
            "LockHolder",
            "LogRejectedException",
            "LogSchemaException");
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(STORE.stream().map(JavaClass::getPackage).distinct().toList())
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
        .check(STORE);
  }
}
