package dev.cairn.embedded;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Deletes whole directories. */
final class Trees {

  private static final Duration LATE_FILES = Duration.ofSeconds(10);

  private Trees() {}

  /** Deletes the directory, if there is one; files that come and go meanwhile are no error. */
  static void delete(Path directory) {
    Deadline deadline = Deadline.after(LATE_FILES);
    while (true) {
      try {
        Files.walkFileTree(directory, new Deletion());
        return;
      } catch (DirectoryNotEmptyException e) {
        // The last processes of a server that was killed may write for a moment.
        if (!deadline.pause()) {
          throw new ServerFileException("delete", directory, e);
        }
      } catch (IOException e) {
        throw new ServerFileException("delete", directory, e);
      }
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e)
        throws IOException {
      if (e != null) {
        throw e;
      }
      Files.deleteIfExists(dir);
      return FileVisitResult.CONTINUE;
    }
  }
}
