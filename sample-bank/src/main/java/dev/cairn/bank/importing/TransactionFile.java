package dev.cairn.bank.importing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of transactions.
 *
 * @param name as people know it
 * @param bytes its size; 0 if nobody knows
 */
public record TransactionFile(String name, long bytes, Content content) {

  private static final String BUNDLED = "transactions.asc";

  /** Opens the file at its beginning. */
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }

  /** A file of the file system. */
  public static TransactionFile at(Path path) throws IOException {
    return new TransactionFile(path.toString(), Files.size(path), () -> Files.newInputStream(path));
  }

  /**
   * Looks whether this is a file of transactions at all.
   *
   * @throws IOException if it cannot be read
   * @throws NotATransactionFileException if it does not begin with the header of the format
   */
  public void check() throws IOException {
    rows().close();
  }

  /** The lines after the header. */
  Lines rows() throws IOException {
    Lines lines = new Lines(content.open());
    boolean begun = false;
    try {
      Line header = lines.next();
      if (header == null || !RowFormat.isHeader(header)) {
        throw new NotATransactionFileException(name);
      }
      begun = true;
      return lines;
    } finally {
      if (!begun) {
        lines.close();
      }
    }
  }

  /** The small file of invented transactions that comes with the bank. */
  public static TransactionFile bundled() throws IOException {
    try (InputStream resource = TransactionFile.class.getResourceAsStream(BUNDLED)) {
      if (resource == null) {
        throw new IllegalStateException("The jar lacks " + BUNDLED + "; build it again");
      }
      byte[] bytes = resource.readAllBytes();
      return new TransactionFile(
          "the bundled file", bytes.length, () -> new ByteArrayInputStream(bytes));
    }
  }
}
