package dev.cairn.embedded;

import java.nio.file.Path;
import java.util.function.Supplier;

/** A server of this process: its directory, the lock on that, and what runs there. */
final class EmbeddedServer implements AutoCloseable {

  private final ServerDirectory directory;
  private final DirectoryLock lock;
  private final ServerProcess process;
  private final boolean ephemeral;
  private boolean closed;

  private EmbeddedServer(
      ServerDirectory directory, DirectoryLock lock, ServerProcess process, boolean ephemeral) {
    this.directory = directory;
    this.lock = lock;
    this.process = process;
    this.ephemeral = ephemeral;
  }

  /** Starts the server whose data are kept in the directory. */
  static EmbeddedServer at(Path directory, Preparation preparation) {
    ServerDirectory files = ServerDirectory.make(directory);
    return open(files, DirectoryLock.take(files.root()), false, () -> preparation.prepare(files));
  }

  /** Starts a server whose data are deleted with it. */
  static EmbeddedServer ephemeral(Preparation preparation) {
    EphemeralDirectory fresh = EphemeralDirectory.make();
    return open(fresh.files(), fresh.lock(), true, () -> preparation.prepare(fresh.files()));
  }

  /** Makes the data, if there are none yet, in a directory that is locked. */
  interface Preparation {
    ServerKind prepare(ServerDirectory files);
  }

  private static EmbeddedServer open(
      ServerDirectory files, DirectoryLock lock, boolean ephemeral, Supplier<ServerKind> prepared) {
    boolean started = false;
    try {
      ServerProcess process = new ServerProcess(files, prepared.get(), ephemeral);
      process.start();
      started = true;
      return new EmbeddedServer(files, lock, process, ephemeral);
    } finally {
      if (!started) {
        discard(files, lock, ephemeral);
      }
    }
  }

  private static void discard(ServerDirectory files, DirectoryLock lock, boolean ephemeral) {
    try {
      if (ephemeral) {
        Trees.delete(files.root());
      }
    } finally {
      lock.close();
    }
  }

  ServerDirectory files() {
    return directory;
  }

  synchronized void start() {
    if (closed) {
      throw new ServerUnavailableException(
          "The server in " + directory.root() + " is closed for good; open the directory again.",
          null);
    }
    process.start();
  }

  synchronized void stop() {
    process.stop();
  }

  synchronized void restart() {
    stop();
    start();
  }

  synchronized void kill() {
    process.kill();
  }

  boolean isRunning() {
    return process.isRunning();
  }

  long pid() {
    return process.pid();
  }

  int port(String name) {
    return process.ports().of(name);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (ephemeral) {
        process.abandon();
      } else {
        process.stop();
      }
    } finally {
      discard(directory, lock, ephemeral);
    }
  }
}
