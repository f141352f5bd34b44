package dev.cairn.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and ends the server process of one directory, which the caller has locked. */
final class Postmaster {

  private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

  /** How long what a crashed server has left in the system may stand in the way of the next one. */
  private static final Duration REMAINS = Duration.ofSeconds(10);

  private static final Duration PORT_RETRY = Duration.ofSeconds(2);
  private static final Duration KILLED = Duration.ofSeconds(10);

  private final ServerDirectory files;
  private final EmbeddedPostgresOptions options;
  private final boolean ephemeral;
  private final PostgresBinaries binaries;
  private volatile ServerIdentity identity;
  private volatile int port;
  private volatile @Nullable Watch watch;

  private Postmaster(
      ServerDirectory files,
      EmbeddedPostgresOptions options,
      boolean ephemeral,
      PostgresBinaries binaries,
      ServerIdentity identity) {
    this.files = files;
    this.options = options;
    this.ephemeral = ephemeral;
    this.binaries = binaries;
    this.identity = identity;
  }

  /**
   * Makes the data if there are none yet.
   *
   * @param rootDrop chooses how root makes new data
   */
  static Postmaster prepare(
      ServerDirectory files,
      EmbeddedPostgresOptions options,
      boolean ephemeral,
      Supplier<RootDrop> rootDrop) {
    new RunningPostmaster(files).awaitNone(options.stopTimeout());
    boolean first = !Files.exists(files.data());
    ServerIdentity identity =
        first ? ServerIdentity.create(rootDrop.get()) : ServerIdentity.read(files.identity());
    identity.rootDrop().requireFor(files.root());
    PostgresBinaries binaries = PostgresBinaries.forThisMachine(identity.rootDrop());
    if (first) {
      new FirstData(files, binaries, identity, ephemeral).make();
    }
    return new Postmaster(files, options, ephemeral, binaries, identity);
  }

  boolean isRunning() {
    Watch current = watch;
    return current != null && current.isRunning();
  }

  long pid() {
    Watch current = watch;
    if (current == null || !current.isRunning()) {
      throw new ServerUnavailableException(
          "The server in " + files.root() + " does not run now; start it again.", null);
    }
    return current.pid();
  }

  int port() {
    return port;
  }

  ServerIdentity identity() {
    return identity;
  }

  /** Returns when the server takes connections; does nothing if it runs. */
  void start() {
    if (isRunning()) {
      return;
    }
    boolean portIsPromised = port != 0 || options.port() != 0;
    Deadline remains = Deadline.after(REMAINS);
    Deadline portRetry = Deadline.after(PORT_RETRY);
    int candidate = firstPort();
    while (true) {
      Start attempt = attempt(candidate);
      if (attempt.ready()) {
        remember(candidate);
        return;
      }
      if (attempt.portTaken() && !portIsPromised) {
        candidate = FreePort.choose();
      } else if (attempt.portTaken() && !portRetry.pause()) {
        throw new PortInUseException(candidate);
      } else if (!attempt.portTaken() && !(attempt.remainsOfCrash() && remains.pause())) {
        throw new ServerStartException(
            files.root(),
            "ended at once with code " + attempt.exitCode() + ".",
            attempt.log(),
            null);
      }
    }
  }

  private int firstPort() {
    if (port != 0) {
      return port;
    }
    if (options.port() != 0) {
      return options.port();
    }
    int last = identity.port();
    return last != 0 ? last : FreePort.choose();
  }

  private void remember(int used) {
    port = used;
    if (identity.port() != used) {
      identity = identity.withPort(used);
      identity.write(files.identity());
    }
  }

  /** What became of one try to start the server. */
  private record Start(boolean ready, int exitCode, String log) {

    boolean portTaken() {
      return log.contains("could not create any TCP/IP sockets");
    }

    boolean remainsOfCrash() {
      return log.contains("is still in use");
    }
  }

  private Start attempt(int candidate) {
    long logged = files.beginLog();
    Watch started = launch(candidate);
    RunningPostmaster running = new RunningPostmaster(files);
    Deadline deadline = Deadline.after(options.startTimeout());
    while (started.isRunning()) {
      if (running.isReady(started.pid())) {
        watch = started;
        return new Start(true, 0, "");
      }
      if (!deadline.pause()) {
        end(started, "QUIT", Duration.ZERO);
        String why = Thread.currentThread().isInterrupted()
            ? "was not started: this thread was interrupted."
            : "was not ready after " + options.startTimeout() + " and was stopped.";
        throw new ServerStartException(files.root(), why, files.logTail(logged), null);
      }
    }
    return new Start(false, started.exitCode(), files.logTail(logged));
  }

  private Watch launch(int candidate) {
    List<String> command = new ArrayList<>();
    command.add(binaries.program("postgres").toString());
    command.addAll(List.of("-D", files.data().toString()));
    set(command, "listen_addresses", "127.0.0.1");
    set(command, "port", String.valueOf(candidate));
    set(command, "unix_socket_directories", "");
    if (binaries.platform().canSyncAtOnce()) {
      set(command, "recovery_init_sync_method", "syncfs"); // 20 ms after a crash instead of 1 s
    }
    options.settings().forEach((name, value) -> set(command, name, value));
    try {
      return Watch.start(
          identity.rootDrop().command(command),
          files.root(),
          files.log(),
          ephemeral ? Watch.Abandonment.delete(files.root()) : Watch.Abandonment.stop());
    } catch (IOException e) {
      throw new ServerStartException(files.root(), "was not started.", "", e);
    }
  }

  private static void set(List<String> command, String name, String value) {
    command.add("-c");
    command.add(name + "=" + value);
  }

  /** Ends the server in order: everything is written out, and the next start has nothing to recover. */
  void stop() {
    end("INT", options.stopTimeout());
  }

  /** Ends the server fast, for data that nobody wants any more. */
  void abandon() {
    end("QUIT", options.stopTimeout());
  }

  /** Ends the server as a crash does. */
  void kill() {
    end("KILL", Duration.ZERO);
  }

  private void end(String signal, Duration patience) {
    Watch current = watch;
    if (current != null) {
      end(current, signal, patience);
    }
  }

  private void end(Watch current, String signal, Duration patience) {
    if (patience.isZero()) {
      current.kill();
    } else {
      current.signal(signal);
      if (!current.awaitEnd(patience)) {
        LOG.warn("The server in {} did not stop in {} and is killed", files.root(), patience);
        current.kill();
      }
    }
    current.awaitEnd(KILLED);
    watch = null;
  }
}
