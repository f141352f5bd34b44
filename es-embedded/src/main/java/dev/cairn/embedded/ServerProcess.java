package dev.cairn.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and ends the server process of one directory, which the caller has locked. */
final class ServerProcess {

  private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);

  /** How long what a crashed server has left in the system may stand in the way of the next one. */
  private static final Duration REMAINS = Duration.ofSeconds(10);

  private static final Duration PORT_RETRY = Duration.ofSeconds(2);
  private static final Duration KILLED = Duration.ofSeconds(10);

  private final ServerDirectory files;
  private final ServerKind kind;
  private final boolean ephemeral;
  private volatile Ports ports;
  private volatile @Nullable Watch watch;

  ServerProcess(ServerDirectory files, ServerKind kind, boolean ephemeral) {
    this.files = files;
    this.kind = kind;
    this.ephemeral = ephemeral;
    this.ports = kind.promisedPorts();
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

  /** The same after every {@link #start}. */
  Ports ports() {
    return ports;
  }

  /** Returns when the server takes requests; does nothing if it runs. */
  void start() {
    if (isRunning()) {
      return;
    }
    Deadline remains = Deadline.after(REMAINS);
    Deadline portRetry = Deadline.after(PORT_RETRY);
    Ports preferred = kind.lastPorts();
    while (true) {
      awaitFree(ports, portRetry);
      Ports candidate = ports.completed(preferred);
      Start attempt = attempt(candidate);
      if (attempt.ready()) {
        remember(candidate);
        return;
      }
      if (kind.foundPortTaken(attempt.log())) {
        if (!portRetry.pause()) {
          throw new PortInUseException(candidate.first());
        }
        preferred = Ports.NONE;
      } else if (!(kind.foundRemains(attempt.log()) && remains.pause())) {
        throw new ServerStartException(
            files.root(),
            "ended at once with code " + attempt.exitCode() + ".",
            attempt.log(),
            null);
      }
    }
  }

  private static void awaitFree(Ports promised, Deadline deadline) {
    OptionalInt taken = promised.taken();
    while (taken.isPresent()) {
      if (!deadline.pause()) {
        throw new PortInUseException(taken.getAsInt());
      }
      taken = promised.taken();
    }
  }

  private void remember(Ports used) {
    ports = used;
    if (!kind.lastPorts().equals(used)) {
      kind.remember(used);
    }
  }

  /** What became of one try to start the server. */
  private record Start(boolean ready, int exitCode, String log) {}

  private Start attempt(Ports candidate) {
    long logged = files.beginLog();
    Watch started = launch(candidate);
    Deadline deadline = Deadline.after(kind.startTimeout());
    while (started.isRunning()) {
      if (kind.isReady(started.pid())) {
        watch = started;
        return new Start(true, 0, "");
      }
      if (!deadline.pause()) {
        kill(started);
        String why = Thread.currentThread().isInterrupted()
            ? "was not started: this thread was interrupted."
            : "was not ready after " + kind.startTimeout() + " and was stopped.";
        throw new ServerStartException(files.root(), why, files.logTail(logged), null);
      }
    }
    return new Start(false, started.exitCode(), files.logTail(logged));
  }

  private Watch launch(Ports candidate) {
    Watch.Abandonment abandonment = ephemeral
        ? Watch.Abandonment.delete(kind.abandonSignal(), files.root())
        : Watch.Abandonment.keep(kind.stopSignal());
    try {
      ProcessBuilder builder = new ProcessBuilder(kind.command(candidate));
      kind.clean(builder.environment());
      return Watch.start(builder, files, abandonment);
    } catch (IOException e) {
      throw new ServerStartException(files.root(), "was not started.", "", e);
    }
  }

  /** Ends the server in order: everything is written out, and the next start has nothing to recover. */
  void stop() {
    end(kind.stopSignal());
  }

  /** Ends the server fast, for data that nobody wants any more. */
  void abandon() {
    end(kind.abandonSignal());
  }

  /** Ends the server as a crash does. */
  void kill() {
    Watch current = watch;
    if (current != null) {
      kill(current);
    }
  }

  private void end(String signal) {
    Watch current = watch;
    if (current == null) {
      return;
    }
    current.signal(signal);
    if (current.awaitEnd(kind.stopTimeout())) {
      watch = null;
    } else {
      LOG.warn(
          "The server in {} did not stop in {} and is killed", files.root(), kind.stopTimeout());
      kill(current);
    }
  }

  private void kill(Watch current) {
    current.kill();
    current.awaitEnd(KILLED);
    watch = null;
  }
}
