package dev.cairn.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A server process under a shell that ends it when this process is gone; see {@code watch.sh}. */
final class Watch {

  private static final String SCRIPT = script();

  private final Process shell;
  private final ProcessHandle server;

  private Watch(Process shell, ProcessHandle server) {
    this.shell = shell;
    this.server = server;
  }

  /**
   * Starts the server.
   *
   * @param builder has the command, and an environment that does not steer the server
   * @param files where to run it, and what takes what it prints
   * @param abandonment what happens when this process is gone
   */
  static Watch start(ProcessBuilder builder, ServerDirectory files, Abandonment abandonment)
      throws IOException {
    List<String> all = new ArrayList<>(ownSession());
    all.addAll(List.of("sh", "-c", SCRIPT, "watch"));
    all.addAll(List.of(abandonment.signal(), abandonment.deleted(), files.log().toString()));
    all.addAll(builder.command());
    builder
        .command(all)
        .directory(files.root().toFile())
        .redirectError(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
    Process shell = builder.start();
    BufferedReader out = shell.inputReader(US_ASCII);
    String pid = out.readLine();
    if (pid == null) {
      throw new IOException("the shell that watches the server has ended: " + shell);
    }
    // Without a handle it has ended already, and the shell is about to.
    ProcessHandle server = ProcessHandle.of(Long.parseLong(pid)).orElse(shell.toHandle());
    return new Watch(shell, server);
  }

  /**
   * What happens when this process is gone.
   *
   * @param signal for the server
   * @param deleted what is deleted when the server has ended; empty for nothing
   */
  record Abandonment(String signal, String deleted) {

    static Abandonment keep(String signal) {
      return new Abandonment(signal, "");
    }

    static Abandonment delete(String signal, Path directory) {
      return new Abandonment(signal, directory.toString());
    }
  }

  long pid() {
    return server.pid();
  }

  boolean isRunning() {
    return shell.isAlive();
  }

  int exitCode() {
    return shell.exitValue();
  }

  /** Sends a signal, if the server still runs. */
  void signal(String name) {
    try {
      OutputStream in = shell.getOutputStream();
      in.write((name + "\n").getBytes(US_ASCII));
      in.flush();
    } catch (IOException e) {
      // The shell has ended, and so has the server.
      return;
    }
  }

  /** Ends the server as a crash would. */
  void kill() {
    server.destroyForcibly();
  }

  /**
   * Waits until the server and the shell have ended. An interrupt does not shorten that, since nothing
   * good can be done with a server that is half stopped; it keeps its flag.
   *
   * @return false if that did not happen in this time
   */
  boolean awaitEnd(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return shell.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** A terminal's Ctrl-C reaches every process of the session; only this process decides on its server. */
  private static List<String> ownSession() {
    boolean there = Files.isExecutable(Path.of("/usr/bin/setsid"))
        || Files.isExecutable(Path.of("/bin/setsid"));
    return there ? List.of("setsid") : List.of();
  }

  /** Without its comments, which would make the list of processes hard to read. */
  private static String script() {
    InputStream in = requireNonNull(Watch.class.getResourceAsStream("watch.sh"));
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
