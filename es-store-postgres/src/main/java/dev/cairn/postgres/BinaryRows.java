package dev.cairn.postgres;

import dev.cairn.event.EventCodec;
import dev.cairn.event.RecordedEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows of the log in the binary form of COPY into events. Not thread-safe: one for each COPY.
 *
 * <p>The form is that of the PostgreSQL manual, "COPY, Binary Format": a header before the first row, a
 * count of fields before each row, a length before each field, and a count of -1 at the end. The server
 * sends one message for each row.
 */
final class BinaryRows {

  /** The columns in the order in which {@link #decode} expects them; {@link Neighbours} may come after them. */
  static final String COLUMNS =
      "position, version, recorded_at, id, revision, stream, type, payload, metadata";

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int HEADER = 19;
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };
  static final short FIELDS = 9;
  private static final long MICROS = 1_000_000;
  /** Seconds from 1970 to 2000, where PostgreSQL's timestamps begin. */
  private static final long EPOCH_2000 = 946_684_800L;

  private final EventCodec codec;
  private final TypeNames typeNames = new TypeNames();
  private boolean headerSeen;
  private byte[] row = {};
  private int at;

  /** What every binary COPY begins with. */
  static byte[] signature() {
    return SIGNATURE.clone();
  }

  BinaryRows(EventCodec codec) {
    this.codec = codec;
  }

  /** The event in this message, or null if it holds only the header or the end. */
  @Nullable
  RecordedEvent decode(byte[] message) {
    row = message;
    at = 0;
    if (!headerSeen) {
      skipHeader();
    }
    if (at == row.length) {
      return null;
    }
    int fields = nextShort();
    if (fields < FIELDS) {
      return null;
    }
    long position = nextLongField();
    long version = nextLongField();
    long micros = nextLongField();
    at += Integer.BYTES;
    UUID id = new UUID(nextLong(), nextLong());
    at += Integer.BYTES;
    int revision = nextShort();
    String stream = nextText();
    int typeLength = nextInt();
    String type = typeNames.of(row, at, typeLength);
    at += typeLength;
    byte[] payload = nextBytes();
    byte[] metadata = nextBytes();
    RecordedEvent event = new RecordedEvent(
        position, stream, version, id, type, revision, payload, metadata, instant(micros), codec);
    byte[] neighbour = fields > FIELDS ? nextBytesOrNull() : null;
    return neighbour == null ? event : event.withNeighbour(neighbour);
  }

  private void skipHeader() {
    if (row.length < HEADER
        || !Arrays.equals(row, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
      throw new IllegalStateException("The server's answer does not begin like a binary COPY");
    }
    headerSeen = true;
    at = HEADER + (int) INT.get(row, HEADER - Integer.BYTES);
  }

  static Instant instant(long microsSince2000) {
    return Instant.ofEpochSecond(
        EPOCH_2000 + Math.floorDiv(microsSince2000, MICROS),
        Math.floorMod(microsSince2000, MICROS) * 1000);
  }

  private short nextShort() {
    short value = (short) SHORT.get(row, at);
    at += Short.BYTES;
    return value;
  }

  private int nextInt() {
    int value = (int) INT.get(row, at);
    at += Integer.BYTES;
    return value;
  }

  private long nextLong() {
    long value = (long) LONG.get(row, at);
    at += Long.BYTES;
    return value;
  }

  private long nextLongField() {
    at += Integer.BYTES;
    return nextLong();
  }

  private String nextText() {
    int length = nextInt();
    String text = new String(row, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  private byte @Nullable [] nextBytesOrNull() {
    if ((int) INT.get(row, at) < 0) {
      at += Integer.BYTES;
      return null;
    }
    return nextBytes();
  }

  private byte[] nextBytes() {
    int length = nextInt();
    byte[] bytes = Arrays.copyOfRange(row, at, at + length);
    at += length;
    return bytes;
  }
}
