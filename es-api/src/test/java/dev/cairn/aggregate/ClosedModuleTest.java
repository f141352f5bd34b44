package dev.cairn.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application in a module of its own, compiled here because the build of Cairn has none. */
final class ClosedModuleTest {

  private static final String BANK = """
      package bank;
      import dev.cairn.aggregate.*;
      import dev.cairn.event.EventType;
      @Aggregate("vault")
      record Vault() {
        record Build(@AggregateId String id) {}
        @EventType("vault-built") record Built() {}
        @Decide static Built build(Build c) { return new Built(); }
        @Evolve static Vault on(Built e) { return new Vault(); }
      }
      """;

  @TempDir
  private Path folder;

  @Test
  void aClosedModuleIsToldWhatToOpen() throws Exception {
    assertThat(Problems.of(vaultIn("module bank {}")))
        .containsExactlyInAnyOrder(
            closed("Vault.build(Vault.Build)"),
            closed("Vault.Build.id()"),
            closed("Vault.on(Vault.Built)"));
  }

  private static String closed(String method) {
    return method + " cannot be called, because module bank keeps its package closed; add"
        + " `opens bank;` to its module-info";
  }

  @Test
  void aPackageThatIsOpenedNeedsNothingElse() throws Exception {
    assertThat(AggregateModel.of(vaultIn("module bank { opens bank; }")).category())
        .isEqualTo("vault");
  }

  private Class<?> vaultIn(String module) throws IOException, ClassNotFoundException {
    Path source = Files.createDirectories(folder.resolve("source/bank"));
    Path vault = Files.writeString(source.resolve("Vault.java"), BANK);
    Path info = Files.writeString(source.resolveSibling("module-info.java"), module);
    Path classes = folder.resolve("classes");
    int failed = ToolProvider.getSystemJavaCompiler()
        .run(
            null,
            null,
            null,
            "-d",
            classes.toString(),
            "--add-reads",
            "bank=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            info.toString(),
            vault.toString());
    assertThat(failed).isZero();
    ClassLoader cairn = getClass().getClassLoader();
    Configuration configuration = ModuleLayer.boot()
        .configuration()
        .resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of("bank"));
    ModuleLayer.Controller layer =
        ModuleLayer.defineModulesWithOneLoader(configuration, List.of(ModuleLayer.boot()), cairn);
    Module bank = layer.layer().findModule("bank").orElseThrow();
    layer.addReads(bank, cairn.getUnnamedModule());
    return bank.getClassLoader().loadClass("bank.Vault");
  }
}
