package dev.cairn.bank.importing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file in ISO 8859-1 line by line, in bounded memory whatever the file holds. Lines end with LF
 * or CR LF.
 */
final class Lines implements AutoCloseable {

  /** A row of the format has about 100 characters. */
  static final int LONGEST = 1_000;

  private final InputStream bytes;
  private final StringBuilder text = new StringBuilder();
  private long number;
  private long position;

  Lines(InputStream bytes) {
    this.bytes = new BufferedInputStream(bytes, 1 << 16);
  }

  /** The next line; null after the last one. */
  @Nullable
  Line next() throws IOException {
    text.setLength(0);
    boolean complete = true;
    int character = read();
    if (character < 0) {
      return null;
    }
    for (; character >= 0 && character != '\n'; character = read()) {
      if (text.length() < LONGEST) {
        text.append((char) character); // ISO 8859-1 is the first 256 characters of Unicode
      } else {
        complete = complete && character == '\r';
      }
    }
    int last = text.length() - 1;
    if (last >= 0 && text.charAt(last) == '\r') {
      text.setLength(last);
    }
    return new Line(++number, text.toString(), complete);
  }

  private int read() throws IOException {
    int read = bytes.read();
    position += read < 0 ? 0 : 1;
    return read;
  }

  /** How many bytes have been read. */
  long position() {
    return position;
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
