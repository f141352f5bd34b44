package dev.cairn.postgres;

import dev.cairn.store.EncodedAppend;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** Writes rows of the log in the binary form of COPY, the counterpart of {@link BinaryRows}. */
final class BinaryRowWriter {

  private static final int CHUNK = 64 * 1024;
  /** Counts and lengths of a row, its numbers and its id. */
  private static final int FIXED =
      2 + 9 * Integer.BYTES + 3 * Long.BYTES + 2 * Long.BYTES + Short.BYTES;

  private static final long MICROS_1970_TO_2000 = 946_684_800_000_000L;

  private final CopyIn copy;
  private final long recordedAt;
  private ByteBuffer buffer = ByteBuffer.wrap(new byte[CHUNK]);

  BinaryRowWriter(CopyIn copy, long microsSince1970) {
    this.copy = copy;
    this.recordedAt = microsSince1970 - MICROS_1970_TO_2000;
    buffer.put(BinaryRows.signature()).putInt(0).putInt(0);
  }

  void write(long position, long version, String streamId, EncodedAppend.Event event)
      throws SQLException {
    byte[] stream = streamId.getBytes(StandardCharsets.UTF_8);
    byte[] type = event.type().getBytes(StandardCharsets.UTF_8);
    ensure(FIXED + stream.length + type.length + event.payload().length + event.metadata().length);
    buffer.putShort(BinaryRows.FIELDS);
    buffer.putInt(Long.BYTES).putLong(position);
    buffer.putInt(Long.BYTES).putLong(version);
    buffer.putInt(Long.BYTES).putLong(recordedAt);
    buffer
        .putInt(2 * Long.BYTES)
        .putLong(event.id().getMostSignificantBits())
        .putLong(event.id().getLeastSignificantBits());
    buffer.putInt(Short.BYTES).putShort((short) event.revision());
    putBytes(stream);
    putBytes(type);
    putBytes(event.payload());
    putBytes(event.metadata());
  }

  private void putBytes(byte[] bytes) {
    buffer.putInt(bytes.length).put(bytes);
  }

  private void ensure(int bytes) throws SQLException {
    if (buffer.remaining() < bytes) {
      flush();
    }
    if (buffer.remaining() < bytes) {
      buffer = ByteBuffer.wrap(new byte[bytes]);
    }
  }

  private void flush() throws SQLException {
    copy.writeToCopy(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  /** Says that there are no more rows. */
  void end() throws SQLException {
    ensure(Short.BYTES);
    buffer.putShort((short) -1);
    flush();
  }
}
