package dev.cairn.cli;

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

/** The arrows of es-cli, and what of it can be seen from outside. */
final class ArchitectureTest {

  private static final JavaClasses CLI = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("dev.cairn.cli");

  @Test
  void itDependsOnWhatItOperates() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.cairn",
            "dev.cairn.aggregate",
            "dev.cairn.codec..",
            "dev.cairn.command",
            "dev.cairn.event",
            "dev.cairn.process",
            "dev.cairn.store",
            "dev.cairn.postgres..",
            "dev.cairn.outbox..",
            "dev.cairn.projection..",
            "dev.cairn.snapshot",
            "dev.cairn.cli..",
            "java..",
            "picocli",
            "me.tongfei.progressbar",
            "com.fasterxml.jackson.core..",
            "com.zaxxer.hikari.pool",
            "org.apache.kafka.clients..",
            "org.apache.kafka.common..",
            "org.jdbi.v3.core..",
            "org.jspecify.annotations")
        .check(CLI);
  }

  @Test
  void onlyTheDisplayKnowsTheBar() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.cairn.cli.progress")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("me.tongfei..")
        .check(CLI);
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching("dev.cairn.(cli..)").should().beFreeOfCycles().check(CLI);
  }

  @Test
  void ofANounOnlyTheGroupIsPublic() {
    assertThat(CLI.stream()
            .filter(type -> type.getPackageName().startsWith("dev.cairn.cli."))
            .filter(type -> !type.getPackageName().endsWith(".command"))
            .filter(type -> !type.getPackageName().endsWith(".progress"))
            .filter(type -> !type.getPackageName().endsWith(".parking"))
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(type -> type.getEnclosingClass().isEmpty())
            .map(JavaClass::getSimpleName))
        .allMatch(name -> name.endsWith("Commands") || name.startsWith("Event"));
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(CLI.stream().map(JavaClass::getPackage).distinct().toList())
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
        .check(CLI);
  }
}
