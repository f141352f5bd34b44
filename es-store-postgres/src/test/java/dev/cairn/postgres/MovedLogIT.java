package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.embedded.EmbeddedPostgres;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.AppendResult;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.Subscription;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;

/**
 * A log that moves into a new cluster keeps identity, positions and order, and goes on above the last
 * position.
 */
final class MovedLogIT {

  private static final StreamId STREAM = StreamId.of("account", "1");

  @TempDir
  private Path elsewhere;

  /** There is no pg_dump among the server's programs, so the test does what a dump and its restore do. */
  @Test
  void aLogThatWasDumpedAndRestoredGoesOn() throws SQLException, IOException {
    try (TestLog old = TestLog.in(TestLog.sharedPool(), "moving");
        HikariDataSource pool = OwnServer.freshPool(4)) {
      fill(old.store());
      TestLog moved = TestLog.in(pool, "moving");
      moved.execute("delete from @.log");
      moved.execute("delete from @.incarnations");
      for (String table : List.of("events", "log", "incarnations")) {
        copy(old, moved, "moving." + table);
      }
      moved.number("setval('@.positions', %d)"
          .formatted(old.number("(select last_value from @.positions)")));

      assertGoesOn(old.store(), moved.store());
      moved.close();
    }
  }

  @Test
  void aLogWhoseFilesWereCopiedGoesOn() throws IOException {
    String database = OwnServer.get().freshDatabase("cairn_files").name();
    try (HikariDataSource pool = TestLog.pool(OwnServer.get(), database, 4);
        TestLog old = TestLog.in(pool, "cairn")) {
      fill(old.store());
      OwnServer.get().stop();
      try {
        OwnServer.copyData(OwnServer.get().directory(), elsewhere.resolve("copy"));
      } finally {
        OwnServer.get().start();
      }
      try (EmbeddedPostgres server = EmbeddedPostgres.at(elsewhere.resolve("copy"));
          HikariDataSource other = TestLog.pool(server, database, 4);
          TestLog moved = TestLog.existing(other, "cairn")) {
        assertGoesOn(old.store(), moved.store());
      }
    }
  }

  private static void fill(PostgresEventStore store) {
    for (int i = 0; i < 5; i++) {
      store.append(STREAM, ExpectedVersion.any(), counted(i, i + 2));
    }
  }

  private static void assertGoesOn(PostgresEventStore old, PostgresEventStore moved) {
    List<RecordedEvent> before = TestLog.read(old);
    assertThat(TestLog.read(moved)).isEqualTo(before).hasSize(15);
    assertThat(moved.identity()).isEqualTo(old.identity());

    AppendResult next = moved.append(STREAM, ExpectedVersion.exactly(15), counted(16, 16));
    assertThat(next.position()).isGreaterThan(before.get(14).position());
    Followed followed = new Followed();
    // A reader of the old cluster goes on in the new one.
    try (Subscription subscription = moved.subscribe(
        Checkpoint.at(old.identity(), before.get(12)), EventFilter.all(), followed)) {
      followed.watch(subscription);
      followed.await(3);
    }
    assertThat(followed.ids())
        .startsWith(before.get(13).id(), before.get(14).id())
        .hasSize(3);
  }

  private static void copy(TestLog from, TestLog to, String table)
      throws SQLException, IOException {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    try (Connection connection = from.dataSource().getConnection()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("copy " + table + " to stdout (format binary)", rows);
    }
    try (Connection connection = to.dataSource().getConnection()) {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy " + table + " from stdin (format binary)",
              new ByteArrayInputStream(rows.toByteArray()));
    }
  }
}
