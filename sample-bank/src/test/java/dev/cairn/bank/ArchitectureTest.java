package dev.cairn.bank;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The arrows within the bank. */
final class ArchitectureTest {

  private static final JavaClasses BANK = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("dev.cairn.bank");

  private static final String[] COMMANDS = {
    "dev.cairn.bank.cli",
    "dev.cairn.bank.demo",
    "dev.cairn.bank.importing.command",
    "dev.cairn.bank.running",
    "dev.cairn.bank.show",
    "dev.cairn.bank.soak",
    "dev.cairn.bank.trial"
  };

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
  void onlyCommandsKnowTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackages(COMMANDS)
        .and(not(type(BankCli.class)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("picocli..", "dev.cairn.cli..")
        .check(BANK);
  }

  /** So that every command can be read by itself. */
  @Test
  void nobodyKnowsWhichCommandsThereAre() {
    noClasses().should().dependOnClassesThat(type(BankCli.class)).check(BANK);
  }

  @Test
  void theCommandsOfOneKindKnowNothingOfAnother() {
    assertThat(List.of("demo", "soak", "show", "importing.command"))
        .allSatisfy(command -> noClasses()
            .that()
            .resideInAPackage("dev.cairn.bank." + command)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "dev.cairn.bank.demo",
                    "dev.cairn.bank.soak",
                    "dev.cairn.bank.show",
                    "dev.cairn.bank.importing.command")
                .and(not(resideInAPackage("dev.cairn.bank." + command))))
            .check(BANK));
  }

  /** The command line is above all of it, beside the bank that is below all of it. */
  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices()
        .matching("dev.cairn.(**)")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(type(BankCli.class), alwaysTrue())
        .check(BANK);
  }

  @Test
  void everyPackageIsNullMarkedAndNamedHere() {
    assertThat(BANK.stream().map(JavaClass::getPackage).distinct().toList())
        .allSatisfy(javaPackage -> assertThat(javaPackage.isAnnotatedWith(NullMarked.class))
            .as(javaPackage.getName())
            .isTrue())
        .extracting(javaPackage -> javaPackage.getName().replaceFirst("dev\\.cairn\\.bank\\.?", ""))
        .containsExactlyInAnyOrder(
            "",
            "account",
            "transfer",
            "history",
            "balances",
            "statements",
            "daily",
            "top",
            "importing",
            "importing.command",
            "web",
            "cli",
            "show",
            "running",
            "trial",
            "demo",
            "soak");
  }
}
