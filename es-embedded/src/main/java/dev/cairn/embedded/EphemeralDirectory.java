package dev.cairn.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A new directory for a server whose data nobody wants to keep.
 *
 * @param lock held on the directory
 */
record EphemeralDirectory(ServerDirectory files, DirectoryLock lock) {

  private static final Logger LOG = LoggerFactory.getLogger(EphemeralDirectory.class);
  private static final Duration CLEANING = Duration.ofMinutes(1);

  /** Makes one, and deletes those whose processes are dead. */
  static EphemeralDirectory make() {
    return makeIn(CacheDirectory.of("ephemeral"));
  }

  static EphemeralDirectory makeIn(Path parent) {
    // Between making a directory and locking it, another process would take it for a dead one.
    DirectoryLock cleaning = DirectoryLock.await(parent, CLEANING);
    try {
      abandoned(parent).forEach(EphemeralDirectory::clean);
      ServerDirectory files = ServerDirectory.make(Files.createTempDirectory(parent, "server-"));
      return new EphemeralDirectory(files, DirectoryLock.take(files.root()));
    } catch (IOException e) {
      throw new ServerFileException("make an ephemeral directory in", parent, e);
    } finally {
      cleaning.close();
    }
  }

  private static List<Path> abandoned(Path parent) throws IOException {
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(Files::isDirectory).toList();
    }
  }

  /** What others do with the directory at the same time is no error of whoever cleans up. */
  static void clean(Path directory) {
    try {
      DirectoryLock dead = DirectoryLock.take(directory);
      try {
        deleteIfNothingRuns(directory);
      } finally {
        dead.close();
      }
    } catch (DirectoryInUseException e) {
      LOG.trace("Its process lives", e);
    } catch (ServerFileException e) {
      LOG.debug("Left for the next start, or its own process has just deleted it", e);
    }
  }

  private static void deleteIfNothingRuns(Path directory) {
    ServerDirectory files = new ServerDirectory(directory);
    if (!ProcessFile.ofPostgres(files).isThere()
        && !ProcessFile.ofKafka(files).isThere()
        && !ProcessFile.ofRegistry(files).isThere()) {
      Trees.delete(directory);
    }
  }
}
