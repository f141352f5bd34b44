package dev.cairn.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * The files of one server.
 *
 * @param root what the user named; holds all the others
 */
record ServerDirectory(Path root) {

  private static final String UNFINISHED = "data.unfinished-";
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

  /** What PostgreSQL calls the data directory, and Kafka the log directory. */
  Path data() {
    return root.resolve("data");
  }

  Path log() {
    return root.resolve("server.log");
  }

  /** What is remembered beside the data. */
  Path identity() {
    return root.resolve("server.properties");
  }

  /** What a broker is told. */
  Path settings() {
    return root.resolve("broker.properties");
  }

  /** Makes the data by that, all or nothing. */
  void makeData(DataMaker maker) throws IOException {
    deleteUnfinished();
    // A name of its own: a program whose process has died may still work on the last one.
    Path unfinished = Files.createTempDirectory(root, UNFINISHED);
    Path fresh = unfinished.resolve("data");
    maker.makeIn(fresh);
    Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
    Trees.delete(unfinished);
  }

  /** Makes the data in a directory that is not there yet. */
  interface DataMaker {
    void makeIn(Path fresh) throws IOException;
  }

  private void deleteUnfinished() throws IOException {
    try (Stream<Path> left = Files.list(root)) {
      left.filter(path -> String.valueOf(path.getFileName()).startsWith(UNFINISHED))
          .forEach(Trees::delete);
    }
  }

  /** Compression libraries unpack themselves there, and leave that behind when they are killed. */
  Path emptyTemporaryDirectory() throws IOException {
    Path directory = root.resolve("tmp");
    Trees.delete(directory);
    return Files.createDirectory(directory);
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
