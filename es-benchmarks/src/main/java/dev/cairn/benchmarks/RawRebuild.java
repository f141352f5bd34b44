package dev.cairn.benchmarks;

import com.fasterxml.jackson.databind.ObjectReader;
import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.benchmarks.Transfers.Transferred;
import dev.cairn.codec.JacksonEventCodec;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyOut;

/** A read model built by hand: COPY out, Jackson, a map, COPY in, and the primary key after it. */
final class RawRebuild {

  private static final int HEADER = 19;
  private static final int CHUNK = 64 * 1024;

  private final ObjectReader json = JacksonEventCodec.defaultMapper().readerFor(Transferred.class);
  private final HikariDataSource pool;
  private final String schema;

  RawRebuild(HikariDataSource pool, String schema) {
    this.pool = pool;
    this.schema = schema;
  }

  private static final class Row {
    private long cents;
    private long movements;
  }

  void run() throws SQLException, IOException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      Map<Long, Row> rows = fold(connection);
      statement.execute("drop table if exists " + schema + ".by_hand");
      statement.execute("create table " + schema
          + ".by_hand (account bigint not null, cents bigint not null, movements bigint not null)");
      copyIn(connection, rows);
      statement.execute("alter table " + schema + ".by_hand add primary key (account)");
    }
  }

  private Map<Long, Row> fold(Connection connection) throws SQLException, IOException {
    Map<Long, Row> rows = new HashMap<>();
    CopyOut copy = connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyOut("copy (select stream, payload from " + schema
            + ".events order by position) to stdout (format binary)");
    int skip = HEADER;
    for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
      ByteBuffer in = ByteBuffer.wrap(row, skip, row.length - skip);
      skip = 0;
      if (in.remaining() < 2 || in.getShort() != 2) {
        continue;
      }
      int length = in.getInt();
      String stream = new String(row, in.position(), length, StandardCharsets.UTF_8);
      in.position(in.position() + length);
      length = in.getInt();
      Transferred event = json.readValue(row, in.position(), length);
      Row state = rows.computeIfAbsent(
          Long.parseLong(stream.substring(stream.indexOf(':') + 1)), none -> new Row());
      state.cents += event.cents();
      state.movements++;
    }
    return rows;
  }

  private void copyIn(Connection connection, Map<Long, Row> rows) throws SQLException, IOException {
    CopyIn copy = connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("copy " + schema + ".by_hand from stdin (format binary)");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * CHUNK);
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(new byte[] {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0});
    out.writeLong(0);
    for (Map.Entry<Long, Row> row : rows.entrySet()) {
      out.writeShort(3);
      writeLong(out, row.getKey());
      writeLong(out, row.getValue().cents);
      writeLong(out, row.getValue().movements);
      if (bytes.size() > CHUNK) {
        copy.writeToCopy(bytes.toByteArray(), 0, bytes.size());
        bytes.reset();
      }
    }
    out.writeShort(-1);
    copy.writeToCopy(bytes.toByteArray(), 0, bytes.size());
    copy.endCopy();
  }

  private static void writeLong(DataOutputStream out, long value) throws IOException {
    out.writeInt(Long.BYTES);
    out.writeLong(value);
  }
}
