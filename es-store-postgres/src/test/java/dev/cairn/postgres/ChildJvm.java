package dev.cairn.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Another Java process on this class path, killed when closed. */
final class ChildJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;

  private ChildJvm(Process process) {
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts it.
   *
   * @param before what stands before the java command and among its options
   */
  static ChildJvm start(Before before, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>(before.command());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(before.options());
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(arguments);
    try {
      return new ChildJvm(new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start());
    } catch (IOException e) {
      throw new AssertionError("No process could be started", e);
    }
  }

  /**
   * What a process is started with.
   *
   * @param command such as {@code env NAME=VALUE}
   * @param options such as {@code -Xmx32m}
   */
  record Before(List<String> command, List<String> options) {
    static final Before NOTHING = new Before(List.of(), List.of());
  }

  /** The next line that it prints; null when it has ended. */
  @Nullable
  String line() {
    try {
      return out.readLine();
    } catch (IOException e) {
      return null;
    }
  }

  /** Kills it, as nothing that it could catch, and waits until it is gone. */
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  /** All lines that it printed until it ended well. */
  List<String> lines() {
    try {
      List<String> lines = out.lines().toList();
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        throw new AssertionError("The process "
            + (ended ? "ended with " + process.exitValue() : "did not end") + "; it printed "
            + lines);
      }
      return lines;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
