package dev.cairn.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.embedded.EmbeddedPostgres;
import dev.cairn.embedded.EmbeddedPostgresOptions;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A server that a test may kill, stop, set back and misconfigure: always an embedded one, whatever the
 * other tests run on, and one for all tests of this JVM. Whoever stops it starts it again.
 */
final class OwnServer {

  static final EmbeddedPostgresOptions OPTIONS =
      EmbeddedPostgresOptions.defaults().withSetting("max_prepared_transactions", "10");

  private static final EmbeddedPostgres SERVER = EmbeddedPostgres.ephemeral(OPTIONS);

  private OwnServer() {}

  static EmbeddedPostgres get() {
    return SERVER;
  }

  /** A pool on a new database. */
  static HikariDataSource freshPool(int size) {
    return TestLog.pool(SERVER, SERVER.freshDatabase("cairn_own").name(), size);
  }

  /** Copies the files of a stopped server, or puts them back. */
  static void copyData(Path from, Path to) throws IOException {
    deleteTree(to);
    Files.walkFileTree(from, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
          throws IOException {
        copy(directory);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        copy(file);
        return FileVisitResult.CONTINUE;
      }

      private void copy(Path path) throws IOException {
        Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    });
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    Files.walkFileTree(root, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        Files.delete(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
          throws IOException {
        Files.delete(directory);
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
