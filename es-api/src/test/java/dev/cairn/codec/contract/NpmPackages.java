package dev.cairn.codec.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Packages of npm, where node is; tests that need them are skipped elsewhere. */
final class NpmPackages {

  private static final Path DIRECTORY = Path.of("target", "npm").toAbsolutePath();

  private NpmPackages() {}

  record Outcome(int exitCode, String output) {}

  /** The directory of a package, which is fetched unless it is there. */
  static Path directory(String name, String version) throws IOException, InterruptedException {
    assumeTrue(isThere("node") && isThere("npm"), "node and npm are not there");
    Path directory = DIRECTORY.resolve("node_modules").resolve(name);
    if (!Files.exists(directory)) {
      Files.createDirectories(DIRECTORY);
      Outcome install = run(
          DIRECTORY,
          List.of(
              "npm",
              "install",
              "--no-audit",
              "--no-fund",
              "--ignore-scripts",
              "--prefix",
              ".",
              name + "@" + version));
      assumeTrue(install.exitCode() == 0, name + " cannot be fetched: " + install.output());
    }
    return directory;
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH"))
        .filter(path -> path != null)
        .flatMap(path -> Arrays.stream(path.split(":", -1)))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  static Outcome run(Path directory, List<String> command)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException(command + " does not end");
    }
    return new Outcome(process.exitValue(), output);
  }
}
