package dev.cairn.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The files of one server.
 *
 * @param root what the user named; holds all the others
 */
record ServerDirectory(Path root) {

  private static final long LOG_LIMIT = 10_000_000;
  private static final int TAIL = 4_000;

  /** Makes the directory if it is not there. */
  static ServerDirectory make(Path root) {
    Path absolute = root.toAbsolutePath().normalize();
    try {
      Files.createDirectories(absolute);
    } catch (IOException e) {
      throw new ServerFileException("make the directory", absolute, e);
    }
    return new ServerDirectory(absolute);
  }

  /** What PostgreSQL calls the data directory. */
  Path data() {
    return root.resolve("data");
  }

  /** Data that are being made; a later start makes them again. */
  Path unfinishedData() {
    return root.resolve("data.unfinished");
  }

  Path log() {
    return root.resolve("server.log");
  }

  Path identity() {
    return root.resolve("server.properties");
  }

  Path postmasterFile() {
    return data().resolve("postmaster.pid");
  }

  /** Where the log ends now; a long one is put aside first, and the one put aside before is lost. */
  long beginLog() {
    try {
      if (!Files.exists(log())) {
        return 0;
      }
      if (Files.size(log()) > LOG_LIMIT) {
        Files.move(log(), root.resolve("server.log.old"), StandardCopyOption.REPLACE_EXISTING);
        return 0;
      }
      return Files.size(log());
    } catch (IOException e) {
      throw new ServerFileException("read the size of", log(), e);
    }
  }

  /** The last lines of what was logged after that offset. */
  String logTail(long offset) {
    try (RandomAccessFile file = new RandomAccessFile(log().toFile(), "r")) {
      long from = Math.max(offset, file.length() - TAIL);
      file.seek(from);
      byte[] bytes = new byte[(int) Math.max(0, file.length() - from)];
      file.readFully(bytes);
      return new String(bytes, UTF_8).strip();
    } catch (IOException e) {
      return ""; // only ever quoted in an error that says more
    }
  }
}
