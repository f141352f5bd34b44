package dev.cairn.postgres.transfer;

import dev.cairn.event.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a file, member by member. Not thread-safe. */
final class LineReader implements AutoCloseable {

  private final Path file;
  private final GzipMembers members;
  private final int longest;
  private final byte[] chunk = new byte[64 * 1024];
  private int from;
  private int to;
  private byte[] line = new byte[8 * 1024];
  private int length;
  private long number;
  private Position after = Position.START;

  /**
   * Opens the file.
   *
   * @param longest a line with more bytes is refused, so that no file takes all memory
   */
  LineReader(Path file, int longest) {
    this.file = file;
    this.longest = longest;
    try {
      this.members = new GzipMembers(file);
    } catch (IOException e) {
      throw new LogFileException(file, "cannot be read: " + e, e);
    }
  }

  /** Begins the next member; false at the end of the file. */
  boolean nextMember() {
    try {
      return members.next();
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  /** The next line, which is good until the one after it is asked for; null at the end of the member. */
  @Nullable
  Line next() {
    length = 0;
    number++;
    while (true) {
      int newline = newline();
      take(newline < 0 ? to : newline);
      if (newline >= 0) {
        from++;
        return new Line(line, length, this::broken);
      }
      if (!fill()) {
        if (length > 0) {
          throw broken("it has no end");
        }
        number--;
        return null;
      }
    }
  }

  private int newline() {
    for (int i = from; i < to; i++) {
      if (chunk[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void take(int end) {
    int more = end - from;
    if (more > longest - length) {
      throw broken("it has more than " + longest
          + " bytes; if it is right, allow for longer lines: LogImport.withLongestLine");
    }
    if (line.length - length < more) {
      line =
          Arrays.copyOf(line, Math.max(length + more, (int) Math.min(longest, 2L * line.length)));
    }
    System.arraycopy(chunk, from, line, length, more);
    length += more;
    from = end;
  }

  private boolean fill() {
    try {
      from = 0;
      to = Math.max(0, members.read(chunk, 0, chunk.length));
      return to > 0;
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  /** The bytes of the last line, without its newline. */
  byte[] bytes() {
    return line;
  }

  int length() {
    return length;
  }

  /** For messages: the last event that was read. */
  void passed(Position event) {
    after = event;
  }

  long number() {
    return number;
  }

  /** How much of the file the members that were read to their ends take. */
  long consumed() {
    return members.consumed();
  }

  LogFileException broken(String problem) {
    return new LogFileException(file, new LogFileException.Place(number, after), problem);
  }

  private LogFileException damaged(IOException e) {
    LogFileException damaged = broken(String.valueOf(e.getMessage()));
    damaged.initCause(e);
    return damaged;
  }

  @Override
  public void close() {
    try {
      members.close();
    } catch (IOException e) {
      throw new LogFileException(file, "cannot be closed: " + e, e);
    }
  }
}
