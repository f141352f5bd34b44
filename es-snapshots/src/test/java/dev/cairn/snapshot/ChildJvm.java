package dev.cairn.snapshot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another Java process on this class path. */
record ChildJvm(Process process, BufferedReader out) {

  static ChildJvm start(Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(arguments);
    try {
      Process process = new ProcessBuilder(command)
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
      return new ChildJvm(
          process,
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new AssertionError("No process could be started", e);
    }
  }

  /** Returns when it has printed a line that begins so. */
  void await(String beginning) {
    try {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(beginning)) {
          return;
        }
      }
    } catch (IOException e) {
      throw new AssertionError("The process cannot be read", e);
    }
    throw new AssertionError("The process ended without saying '" + beginning + "'");
  }

  /** Kills it with SIGKILL and returns when it is gone. */
  void kill() {
    process.destroyForcibly();
    require(60);
  }

  /** All lines that it printed until it ended well. */
  List<String> lines() {
    List<String> lines = out.lines().toList();
    require(60);
    if (process.exitValue() != 0) {
      throw new AssertionError(
          "The process ended with " + process.exitValue() + "; it printed " + lines);
    }
    return lines;
  }

  private void require(int seconds) {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new AssertionError("The process does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }
}
