package dev.cairn.postgres.transfer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Reads a row of GZIP members (RFC 1952) one by one, which the stream of the JDK takes for one: where each
 * of them ends is where an interrupted export can go on. Not thread-safe.
 */
final class GzipMembers implements AutoCloseable {

  private static final int FLAG_NAME = 8;

  private final InputStream file;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[64 * 1024];
  private int from;
  private int to;
  private long consumed;
  private boolean inMember;

  GzipMembers(Path file) throws IOException {
    this.file = Files.newInputStream(file);
  }

  /** Begins the next member; false at the end of the file. */
  boolean next() throws IOException {
    if (from == to && !fill()) {
      return false;
    }
    if (nextByte() != 0x1f || nextByte() != 0x8b || nextByte() != 8) {
      throw new ZipException("there is something else than GZIP");
    }
    int flags = nextByte();
    if (flags != 0 && flags != FLAG_NAME) {
      throw new ZipException("there is GZIP with extras that no export writes");
    }
    for (int i = 0; i < 6; i++) {
      nextByte();
    }
    while (flags == FLAG_NAME && nextByte() != 0) {
      // The name that a file had once.
    }
    inflater.reset();
    crc.reset();
    inMember = true;
    return true;
  }

  /** Reads on in the member; -1 at its end, where its checksum has been verified. */
  int read(byte[] into, int offset, int length) throws IOException {
    if (!inMember) {
      return -1;
    }
    try {
      while (true) {
        int count = inflater.inflate(into, offset, length);
        if (count > 0) {
          crc.update(into, offset, count);
          return count;
        }
        if (inflater.finished()) {
          end();
          return -1;
        }
        if (inflater.needsDictionary()) {
          throw new ZipException("there is GZIP with a dictionary, which there cannot be");
        }
        feed();
      }
    } catch (DataFormatException e) {
      throw new ZipException("the compressed data is damaged");
    }
  }

  /** Gives the inflater what has been read of the file; it says later how much of that it took. */
  private void feed() throws IOException {
    if (from == to && !fill()) {
      throw new EOFException("it ends in the middle");
    }
    inflater.setInput(buffer, from, to - from);
    consumed += to - from;
    from = to;
  }

  private void end() throws IOException {
    int left = inflater.getRemaining();
    from = to - left;
    consumed -= left;
    inMember = false;
    long sum = nextInt();
    long size = nextInt();
    if (sum != crc.getValue() || size != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("the compressed data is damaged: its checksum is wrong");
    }
  }

  /** How much of the file the members up to the end of the last one take. */
  long consumed() {
    return consumed;
  }

  private long nextInt() throws IOException {
    return nextByte() | (long) nextByte() << 8 | (long) nextByte() << 16 | (long) nextByte() << 24;
  }

  private int nextByte() throws IOException {
    if (from == to && !fill()) {
      throw new EOFException("it ends in the middle");
    }
    consumed++;
    return buffer[from++] & 0xff;
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, file.read(buffer));
    return to > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    file.close();
  }
}
