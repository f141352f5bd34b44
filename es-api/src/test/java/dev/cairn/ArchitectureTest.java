package dev.cairn;

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

/** The arrows within es-api, and to the world outside. */
final class ArchitectureTest {

  private static final JavaClasses CAIRN = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .importPackages("dev.cairn");

  @Test
  void onlyTheCodecKnowsJackson() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.cairn.codec..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml..")
        .check(CAIRN);
  }

  @Test
  void thereIsNothingElseThanTheJdkJspecifyAndJackson() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.cairn..",
            "java..",
            "javax..",
            "org.jspecify.annotations",
            "com.fasterxml.jackson..")
        .check(CAIRN);
  }

  @Test
  void theRootKnowsNothingButItself() {
    classes()
        .that()
        .resideInAPackage("dev.cairn")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.cairn", "java..", "org.jspecify.annotations")
        .check(CAIRN);
  }

  @Test
  void eventsKnowNothingButThemselves() {
    classes()
        .that()
        .resideInAPackage("dev.cairn.event")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.cairn", "dev.cairn.event", "java..", "org.jspecify.annotations")
        .check(CAIRN);
  }

  @Test
  void theStoreAndTheCodecDoNotKnowEachOther() {
    noClasses()
        .that()
        .resideInAPackage("dev.cairn.store..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.cairn.codec..")
        .check(CAIRN);
    noClasses()
        .that()
        .resideInAPackage("dev.cairn.codec..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.cairn.store..")
        .check(CAIRN);
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching("dev.cairn.(**)").should().beFreeOfCycles().check(CAIRN);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(CAIRN.stream().map(JavaClass::getPackage).distinct().toList())
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
        .check(CAIRN);
  }
}
