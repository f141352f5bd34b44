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

  private static void clean(Path directory) {
    DirectoryLock dead;
    try {
      dead = DirectoryLock.take(directory);
    } catch (DirectoryInUseException e) {
      return; // its process lives
    }
    try {
      ServerDirectory files = new ServerDirectory(directory);
      if (!ProcessFile.ofPostgres(files).isThere()
          && !ProcessFile.ofKafka(files).isThere()) {
        Trees.delete(directory);
      }
    } catch (ServerFileException e) {
      LOG.debug("An abandoned directory is left for the next start", e);
    } finally {
      dead.close();
    }
  }
}
