package dev.cairn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.cairn.CairnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/errors.md leaves no exception out. */
class ErrorsGuideTest {

  @Test
  void everyPublicExceptionIsExplained() throws IOException {
    String guide = Files.readString(Path.of("..", "docs", "errors.md"));
    List<String> exceptions = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.cairn")
            .stream()
            .filter(type -> type.isAssignableTo(CairnException.class))
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .map(JavaClass::getSimpleName)
            .toList();

    assertThat(exceptions).contains("WrongExpectedVersionException", "LogLockedException");
    assertThat(exceptions).allSatisfy(name -> assertThat(guide).contains("`" + name + "`"));
  }
}
