package dev.cairn.postgres.transfer;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows in the text form of COPY. Not thread-safe. */
final class CopyRows {

  private byte[] buffer = new byte[64 * 1024];
  private int size;
  private int rows;
  private boolean begun;

  void add(EventLine event) {
    number(event.position());
    number(event.version());
    ascii(event.recordedAt().toString());
    ascii(event.id().toString());
    text(event.stream());
    text(event.type());
    text(event.payload());
    text(event.metadata());
    number(event.revision());
    endRow();
  }

  void add(ClosedLine closed) {
    text(utf8(closed.stream()));
    number(closed.version());
    ascii(closed.closedAt().toString());
    text(utf8(closed.by()));
    text(utf8(closed.reason()));
    endRow();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void number(long value) {
    ascii(Long.toString(value));
  }

  private void ascii(String text) {
    text(text.getBytes(StandardCharsets.US_ASCII));
  }

  private void text(byte[] utf8) {
    ensure(2 + 2 * utf8.length);
    if (begun) {
      buffer[size++] = '\t';
    }
    begun = true;
    for (byte b : utf8) {
      byte escape = escape(b);
      if (escape != 0) {
        buffer[size++] = '\\';
        buffer[size++] = escape;
      } else {
        buffer[size++] = b;
      }
    }
  }

  /** What stands after the backslash; 0 if a byte stands for itself. */
  private static byte escape(byte b) {
    return switch (b) {
      case '\\' -> (byte) '\\';
      case '\t' -> (byte) 't';
      case '\n' -> (byte) 'n';
      case '\r' -> (byte) 'r';
      default -> 0;
    };
  }

  private void endRow() {
    ensure(1);
    buffer[size++] = '\n';
    begun = false;
    rows++;
  }

  private void ensure(int bytes) {
    if (buffer.length - size < bytes) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, Math.addExact(size, bytes)));
    }
  }

  int rows() {
    return rows;
  }

  int bytes() {
    return size;
  }

  void clear() {
    size = 0;
    rows = 0;
  }

  /** Copies them into a table that has these columns. */
  void copyInto(Handle handle, String table) {
    try {
      CopyIn copy = handle
          .getConnection()
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy " + table + " from stdin");
      try {
        copy.writeToCopy(buffer, 0, size);
        copy.endCopy();
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    } catch (SQLException e) {
      throw new ConnectionException(e);
    }
  }
}
