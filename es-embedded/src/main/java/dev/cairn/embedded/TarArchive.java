package dev.cairn.embedded;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Unpacks a tar archive: files, directories and symbolic links, with names of at most 100 bytes, as
 * they are in the archives of server binaries. Anything else is refused.
 */
final class TarArchive {

  private static final int BLOCK = 512;

  private final DataInputStream in;

  TarArchive(InputStream in) {
    this.in = new DataInputStream(in);
  }

  /** Unpacks into an empty directory, and nowhere else. */
  void unpackInto(Path directory) throws IOException {
    byte[] header = new byte[BLOCK];
    while (true) {
      in.readFully(header);
      if (header[0] == 0) {
        return;
      }
      unpackEntry(directory, header);
    }
  }

  private void unpackEntry(Path directory, byte[] header) throws IOException {
    String name = text(header, 0, 100);
    long size = octal(header, 124, 12);
    Path target = inside(directory, directory.resolve(name), name);
    switch (header[156]) {
      case '5' -> makeDirectory(target);
      case '2' -> {
        makeDirectory(parent(target));
        String link = text(header, 157, 100);
        inside(directory, parent(target).resolve(link), link);
        Files.createSymbolicLink(target, Path.of(link));
      }
      case '0', 0 -> {
        makeDirectory(parent(target));
        writeFile(target, size, octal(header, 100, 8));
      }
      default -> throw new IOException("tar entry " + name + " is of a kind that is not expected");
    }
  }

  /** One that everybody may read, whatever the umask says: the server may run as another user. */
  static void makeDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private void writeFile(Path target, long size, long mode) throws IOException {
    try (var out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[1 << 16];
      for (long left = size; left > 0; ) {
        int count = (int) Math.min(left, buffer.length);
        in.readFully(buffer, 0, count);
        out.write(buffer, 0, count);
        left -= count;
      }
    }
    in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    boolean executable = (mode & 0100) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  private static Path inside(Path directory, Path target, String name) throws IOException {
    Path normal = target.normalize();
    if (!normal.startsWith(directory)) {
      throw new IOException("tar entry " + name + " leads out of the directory");
    }
    return normal;
  }

  private static Path parent(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IOException(path + " has no parent");
    }
    return parent;
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }

  private static long octal(byte[] header, int from, int length) {
    return Long.parseLong(text(header, from, length).strip(), 8);
  }
}
