package dev.cairn.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher says when something that it needs is not there, in a checkout without a build. */
final class LauncherIT {

  private static final String TOOLS =
      "dirname readlink sed find head cat mkdir ln rm mv sleep cut stty";

  @TempDir
  private Path directory = Path.of("");

  private Path launcher = Path.of("");
  private Path path = Path.of("");

  private record Outcome(int exitCode, String out, String err) {}

  @BeforeEach
  void copyTheLauncher() throws IOException {
    assumeTrue(Files.exists(Path.of("/bin/sh")), "There is no /bin/sh");
    launcher = directory.resolve("checkout/sample-bank/bank");
    Files.createDirectories(launcher.getParent());
    Files.copy(Path.of("bank"), launcher);
    // A PATH with nothing but what every system has.
    path = Files.createDirectories(directory.resolve("path"));
    for (String tool : TOOLS.split(" ", -1)) {
      Path real = Path.of("/usr/bin", tool);
      program(tool, "exec " + (Files.exists(real) ? real : Path.of("/bin", tool)) + " \"$@\"");
    }
  }

  private void program(String name, String script) throws IOException {
    Files.writeString(path.resolve(name), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(path.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void java(String version) throws IOException {
    program("java", "echo 'openjdk version \"" + version + "\" 2021-09-14' >&2; echo ran \"$@\"");
  }

  private Outcome run(Map<String, String> environment) throws Exception {
    return start("run", environment).outcome();
  }

  private Run start(String name, Map<String, String> environment) throws IOException {
    Path out = directory.resolve(name + ".out");
    Path err = directory.resolve(name + ".err");
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", launcher.toString(), "--version")
        .redirectOutput(out.toFile())
        .redirectError(err.toFile());
    builder.environment().remove("JAVA_HOME");
    builder.environment().put("PATH", path.toString());
    builder.environment().putAll(environment);
    return new Run(builder.start(), out, err);
  }

  private record Run(Process process, Path out, Path err) {

    Outcome outcome() throws Exception {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("Still running, after: " + Files.readString(err));
      }
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }

  private void assertFails(Map<String, String> environment, String message) throws Exception {
    Outcome outcome = run(environment);
    assertThat(outcome.exitCode()).isEqualTo(69);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().lines()).singleElement().asString().contains(message);
  }

  @Test
  void saysThatJavaIsMissing() throws Exception {
    assertFails(Map.of(), "java is not on the PATH");
  }

  @Test
  void saysThatJavaHomeIsWrong() throws Exception {
    assertFails(Map.of("JAVA_HOME", "/nowhere"), "JAVA_HOME is /nowhere");
  }

  @Test
  void saysThatJavaIsTooOld() throws Exception {
    java("11.0.20");
    assertFails(Map.of(), "is Java 11");
    java("1.8.0_292");
    assertFails(Map.of(), "is Java 1;");
  }

  @Test
  void saysThatTheCompilerIsMissing() throws Exception {
    java("17.0.1");
    assertFails(Map.of(), "comes without a compiler");
  }

  @Test
  void saysThatMavenIsMissingOrTooOld() throws Exception {
    java("25");
    program("javac", "exit 0");
    assertFails(Map.of(), "mvn is not on the PATH");
    program("mvn", "echo 'Apache Maven 3.6.3 (abc)'");
    assertFails(Map.of(), "mvn is Maven 3.6");
  }

  @Test
  void showsTheBuildOnlyIfItFails() throws Exception {
    java("17.0.1");
    program("javac", "exit 0");
    program(
        "mvn",
        "[ \"$2\" = -v ] && echo 'Apache Maven 3.10.0' && exit; echo downloading; echo broken >&2; exit 1");
    Outcome outcome = run(Map.of());
    assertThat(outcome.exitCode()).isEqualTo(69);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("building").contains("broken").contains("the build failed");
  }

  @Test
  void buildsOnceAndKeepsStandardOutputForTheProgram() throws Exception {
    java("17.0.1");
    program("javac", "exit 0");
    program(
        "mvn",
        "[ \"$2\" = -v ] && echo 'Apache Maven 4.0.0' && exit; echo downloading; echo x >>"
            + directory.resolve("builds") + "; : >sample-bank/target/bank.jar");
    Outcome first = run(Map.of());
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(first.out()).startsWith("ran -X").endsWith("--version\n");
    assertThat(first.err()).contains("building").doesNotContain("downloading");
    assertThat(run(Map.of()).err()).doesNotContain("building");

    Files.createDirectories(directory.resolve("checkout/es-api/src/main"));
    assertThat(run(Map.of()).err()).contains("building");
    assertThat(directory.resolve("builds")).hasContent("x\nx");
  }

  private void compilerAndMaven(String build) throws IOException {
    java("17.0.1");
    program("javac", "exit 0");
    program("mvn", "[ \"$2\" = -v ] && echo 'Apache Maven 4.0.0' && exit; " + build);
  }

  private Path target() throws IOException {
    return Files.createDirectories(launcher.resolveSibling("target"));
  }

  private Path lockedBy(long process) throws IOException {
    return Files.createSymbolicLink(target().resolve("bank.lock"), Path.of(Long.toString(process)));
  }

  private static long deadProcess() throws Exception {
    Process process = new ProcessBuilder("/bin/sh", "-c", "exit 0").start();
    process.waitFor();
    return process.pid();
  }

  @Test
  void saysThatItCannotWriteItsDirectory() throws Exception {
    compilerAndMaven("exit 1");
    Path target = Files.createFile(launcher.resolveSibling("target"));
    assertFails(Map.of(), "cannot build in");

    Files.delete(target);
    program("ln", "echo 'ln: no space' >&2; exit 1");
    assertFails(Map.of(), "ln: no space");
    lockedBy(deadProcess());
    assertFails(Map.of(), "ln: no space");
  }

  @Test
  void saysOnceThatItWaitsForAnotherBuild() throws Exception {
    compilerAndMaven(": >sample-bank/target/bank.jar");
    program("sleep", "echo >>" + directory.resolve("sleeps") + "; exec /bin/sleep 0.1");
    Path lock = lockedBy(ProcessHandle.current().pid());
    Run waiting = start("waiting", Map.of());
    Path sleeps = directory.resolve("sleeps");
    await().until(() -> Files.exists(sleeps) && Files.size(sleeps) >= 3);
    Files.delete(lock);
    Outcome outcome = waiting.outcome();
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).containsOnlyOnce("waiting for another build");
    assertThat(target().resolve("bank.lock")).doesNotExist();
  }

  @Test
  void oneOfTwoThatWaitTakesOverTheLockOfADeadProcess() throws Exception {
    Path removing = directory.resolve("removing");
    // Both see the dead lock before one removes it, and a second removal comes in the first one's
    // build.
    program(
        "rm",
        "case $* in *.lock) if mkdir " + removing
            + " 2>/dev/null; then sleep 0.5; else sleep 1.5; fi;; esac;" + " exec /bin/rm \"$@\"");
    compilerAndMaven("echo build >>" + directory.resolve("builds")
        + "; sleep 2; : >sample-bank/target/bank.jar");
    lockedBy(deadProcess());
    Run one = start("one", Map.of());
    Run other = start("other", Map.of());
    for (Outcome outcome : List.of(one.outcome(), other.outcome())) {
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    }
    assertThat(directory.resolve("builds")).hasContent("build");
    assertThat(target()).isDirectoryNotContaining("glob:**bank.lock*");
  }
}
