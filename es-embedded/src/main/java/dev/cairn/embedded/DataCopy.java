package dev.cairn.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/** Copies the data of a server that is in backup mode, without what is of no use to another one. */
final class DataCopy extends SimpleFileVisitor<Path> {

  private static final Set<String> FILES_LEFT_OUT =
      Set.of("postmaster.pid", "postmaster.opts", "standby.signal", "backup_label");

  /** As pg_basebackup does; the log itself comes by streaming. */
  private static final Set<String> CONTENTS_LEFT_OUT = Set.of(
      "pg_wal",
      "pg_replslot",
      "pg_dynshmem",
      "pg_notify",
      "pg_serial",
      "pg_snapshots",
      "pg_stat_tmp",
      "pg_subtrans");

  private final Path source;
  private final Path target;

  private DataCopy(Path source, Path target) {
    this.source = source;
    this.target = target;
  }

  static void copy(Path source, Path target) throws IOException {
    Files.walkFileTree(source, new DataCopy(source, target));
  }

  @Override
  public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
      throws IOException {
    if (!copyIfStillThere(directory)) {
      return FileVisitResult.SKIP_SUBTREE;
    }
    boolean leftOut = source.equals(directory.getParent())
        && CONTENTS_LEFT_OUT.contains(String.valueOf(directory.getFileName()));
    return leftOut ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    if (attributes.isSymbolicLink()) {
      throw new IOException(file + " leads out of the data; a tablespace cannot be copied");
    }
    boolean leftOut = source.equals(file.getParent())
        && FILES_LEFT_OUT.contains(String.valueOf(file.getFileName()));
    if (!leftOut) {
      copyIfStillThere(file);
    }
    return FileVisitResult.CONTINUE;
  }

  /** Tables are dropped and temporary files come and go while the server runs. */
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    if (e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw e;
  }

  private boolean copyIfStillThere(Path path) throws IOException {
    try {
      Files.copy(
          path, inTarget(path), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (NoSuchFileException e) {
      if (Files.exists(path)) {
        throw e;
      }
      return false;
    }
  }

  private Path inTarget(Path path) {
    return target.resolve(source.relativize(path));
  }
}
