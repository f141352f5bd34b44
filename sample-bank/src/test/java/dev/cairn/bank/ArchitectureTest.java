package dev.cairn.bank;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The arrows within the bank. */
final class ArchitectureTest {

  private static final JavaClasses BANK = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("dev.cairn.bank");

  @Test
  void theDomainKnowsOnlyEventsAndAggregates() {
    classes()
        .that()
        .resideInAPackage("dev.cairn.bank.account")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.cairn.bank.account",
            "dev.cairn.event",
            "dev.cairn.aggregate",
            "java..",
            "org.jspecify.annotations")
        .check(BANK);
  }

  @Test
  void theImportKnowsNoDatabaseAndNoCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("dev.cairn.bank.importing")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.cairn.postgres..", "dev.cairn.embedded..", "java.sql..", "picocli..")
        .check(BANK);
  }

  @Test
  void theServerKnowsNoServersOfOthersAndNoCommandLine() {
    noClasses()
        .that()
        .resideInAPackage("dev.cairn.bank.web")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.cairn.embedded..", "dev.cairn.cli..", "picocli..", "java.sql..")
        .check(BANK);
  }

  @Test
  void theOracleKnowsNeitherAccountsNorTheFormatsCode() {
    classes()
        .that()
        .haveSimpleName("FileFold")
        .should()
        .onlyDependOnClassesThat()
        .haveNameMatching("java\\..*|.*\\.FileFold")
        .check(BANK);
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching("dev.cairn.(**)").should().beFreeOfCycles().check(BANK);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(BANK.stream().map(JavaClass::getPackage).distinct().toList())
        .hasSize(10)
        .allSatisfy(javaPackage -> assertThat(javaPackage.isAnnotatedWith(NullMarked.class))
            .as(javaPackage.getName())
            .isTrue());
  }
}
