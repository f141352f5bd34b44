package dev.cairn.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another Java process on this class path that signals can be sent to; killed when closed. */
final class ChildJvm implements AutoCloseable {

  private final Process process;
  private final PrintStream in;
  private final List<String> printed = new ArrayList<>();
  private int awaited;

  private ChildJvm(Process process) {
    this.process = process;
    this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "output-of-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Starts it.
   *
   * @param before what stands before the java command, such as {@code env NAME=VALUE}
   */
  static ChildJvm start(List<String> before, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(
        // Many are started, and each would verify the same thousands of classes again.
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:-BytecodeVerificationRemote",
        // What is done side by side is, however small this machine is.
        "-XX:ActiveProcessorCount=4",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx128m",
        "-Dcairn.log=INFO",
        "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(arguments);
    try {
      return new ChildJvm(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException e) {
      throw new AssertionError("No process could be started", e);
    }
  }

  private void read() {
    try (BufferedReader out = new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        synchronized (printed) {
          printed.add(line);
        }
      }
    } catch (IOException e) {
      // It was killed while it wrote.
    }
  }

  List<String> printed() {
    synchronized (printed) {
      return List.copyOf(printed);
    }
  }

  /** Whether it has printed the line since what was last awaited. */
  boolean hasPrinted(String line) {
    List<String> all = printed();
    return all.subList(awaited, all.size()).contains(line);
  }

  /** Waits until it has printed the line, after what was awaited before. */
  void await(String line) {
    ProjectionLog.patiently().until(() -> {
      boolean there = hasPrinted(line);
      assertThat(there || process.isAlive())
          .as(() -> "alive, and not this: " + this)
          .isTrue();
      return there;
    });
    List<String> all = printed();
    awaited += all.subList(awaited, all.size()).indexOf(line) + 1;
  }

  /** Writes a line to its standard input. */
  void tell(String line) {
    in.println(line);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Stops it where it is; it does not notice. */
  void freeze() {
    signal("STOP");
  }

  /** Lets it go on. */
  void thaw() {
    signal("CONT");
  }

  /** Kills it with SIGKILL and returns when it is gone. */
  void kill() {
    // What stands before the java command may be a process of its own.
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    awaitEnd();
  }

  private void signal(String name) {
    try {
      int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
          .start()
          .waitFor();
      assertThat(exit).as("kill -%s %d", name, process.pid()).isZero();
    } catch (IOException e) {
      throw new AssertionError("No signal could be sent", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  void awaitEnd() {
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  @Override
  public String toString() {
    return "process " + process.pid() + ", which printed\n" + String.join("\n", printed());
  }

  @Override
  public void close() {
    kill();
  }
}
