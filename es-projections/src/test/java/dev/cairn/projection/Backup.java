package dev.cairn.projection;

import dev.cairn.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The files of a server, as they were at a moment; to put them back is to restore it to that moment. */
final class Backup {

  private final Runnable stop;
  private final Runnable start;
  private final Path data;
  private final Path copy;

  private Backup(Runnable stop, Runnable start, Path directory, Path copy) {
    this.stop = stop;
    this.start = start;
    this.data = directory.resolve("data");
    this.copy = copy.resolve("data");
  }

  static Backup of(EmbeddedPostgres server, Path directory) {
    return new Backup(server::stop, server::start, server.directory(), directory).taken();
  }

  private Backup taken() {
    stop.run();
    copy(data, copy);
    start.run();
    return this;
  }

  void putBack() {
    stop.run();
    copy(copy, data);
    start.run();
  }

  private static void copy(Path from, Path to) {
    try {
      delete(to);
      Files.walkFileTree(from, new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
            throws IOException {
          return visitFile(directory, attributes);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
            throws IOException {
          Path target = to.resolve(from.relativize(file).toString());
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
          return FileVisitResult.CONTINUE;
        }
      });
    } catch (IOException e) {
      throw new AssertionError("The data cannot be copied", e);
    }
  }

  private static void delete(Path root) throws IOException {
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
