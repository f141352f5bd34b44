package dev.cairn.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.benchmarks.Transfers.Transferred;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/** Binary COPY into and out of the table, by hand. */
final class RawCopy {

  static final String COLUMNS =
      "position, version, recorded_at, id, stream, type, payload, metadata";
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };
  private static final int HEADER = 19;
  private static final int CHUNK = 64 * 1024;

  private RawCopy() {}

  /** The bytes of so many rows, made beforehand: the raw limit is COPY alone. */
  static byte[] rows(HikariDataSource pool, int rows, int streamLength)
      throws SQLException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(rows * 450);
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(SIGNATURE);
    out.writeLong(0);
    long position = draw(pool, rows);
    String stream = "";
    for (int i = 0; i < rows; i++) {
      if (i % streamLength == 0) {
        stream = Transfers.newStream().toString();
      }
      write(out, ++position, RawLog.Row.of(stream, i % streamLength + 1, Transfers.event(i)));
    }
    out.writeShort(-1);
    return bytes.toByteArray();
  }

  private static long draw(HikariDataSource pool, int rows) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select setval('" + BenchmarkDatabase.RAW
            + ".positions', nextval('" + BenchmarkDatabase.RAW + ".positions') + " + rows + ")")) {
      row.next();
      return row.getLong(1) - rows;
    }
  }

  private static void write(DataOutputStream out, long position, RawLog.Row row)
      throws IOException {
    out.writeShort(8);
    writeLong(out, position);
    writeLong(out, row.version());
    writeLong(out, 0);
    out.writeInt(16);
    out.writeLong(row.id().getMostSignificantBits());
    out.writeLong(row.id().getLeastSignificantBits());
    writeText(out, row.stream());
    writeText(out, row.type());
    writeText(out, row.payload());
    writeText(out, row.metadata());
  }

  private static void writeLong(DataOutputStream out, long value) throws IOException {
    out.writeInt(Long.BYTES);
    out.writeLong(value);
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  static void copyIn(HikariDataSource pool, byte[] rows) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      CopyIn copy = connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("copy " + BenchmarkDatabase.RAW + ".events (" + COLUMNS
              + ") from stdin (format binary)");
      for (int at = 0; at < rows.length; at += CHUNK) {
        copy.writeToCopy(rows, at, Math.min(CHUNK, rows.length - at));
      }
      copy.endCopy();
    }
  }

  /** Every field of a row, the payload decoded from where it lies. */
  record Read(
      long position,
      long version,
      Instant recordedAt,
      UUID id,
      String stream,
      String type,
      Transferred payload,
      String metadata) {}

  static void replay(Connection connection, String schema, Consumer<Read> reader)
      throws SQLException, IOException {
    var json = dev.cairn.codec.JacksonEventCodec.defaultMapper().readerFor(Transferred.class);
    CopyOut copy = connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyOut("copy (select " + COLUMNS + " from " + schema
            + ".events order by position) to stdout (format binary)");
    int skip = HEADER;
    for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
      ByteBuffer in = ByteBuffer.wrap(row, skip, row.length - skip);
      skip = 0;
      if (in.remaining() < 2 || in.getShort() != 8) {
        continue;
      }
      long position = in.position(in.position() + 4).getLong();
      long version = in.position(in.position() + 4).getLong();
      long micros = in.position(in.position() + 4).getLong();
      in.position(in.position() + 4);
      UUID id = new UUID(in.getLong(), in.getLong());
      String stream = text(row, in);
      String type = text(row, in);
      int length = in.getInt();
      Transferred payload = json.readValue(row, in.position(), length);
      in.position(in.position() + length);
      Instant at = Instant.ofEpochSecond(
          946_684_800L + Math.floorDiv(micros, 1_000_000L),
          Math.floorMod(micros, 1_000_000L) * 1_000);
      reader.accept(new Read(position, version, at, id, stream, type, payload, text(row, in)));
    }
  }

  private static String text(byte[] row, ByteBuffer in) {
    int length = in.getInt();
    String text = new String(row, in.position(), length, StandardCharsets.UTF_8);
    in.position(in.position() + length);
    return text;
  }
}
