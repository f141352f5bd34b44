package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.event.StreamId;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.Subscription;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A prepared transaction that nobody finishes holds back the oldest transaction id for good. */
final class PreparedTransactionIT {

  @Test
  void aPreparedTransactionLeftOpenStallsNobody() throws SQLException {
    try (HikariDataSource pool = OwnServer.freshPool(6);
        TestLog log = TestLog.in(pool, "cairn");
        Connection connection = log.transaction();
        Statement statement = connection.createStatement()) {
      statement.execute("create table elsewhere (n int)");
      statement.execute("prepare transaction 'left open'");
      try {
        assertEventsArrive(log);
        assertThat(log.number("(select count(*) from pg_prepared_xacts)")).isEqualTo(1);
      } finally {
        connection.setAutoCommit(true);
        statement.execute("rollback prepared 'left open'");
      }
    }
  }

  private static void assertEventsArrive(TestLog log) {
    PostgresEventStore store = log.store();
    Followed followed = new Followed();
    try (Subscription subscription =
        store.subscribe(Checkpoint.START, EventFilter.all(), followed)) {
      followed.watch(subscription);
      for (int i = 0; i < 10; i++) {
        store.append(StreamId.of("account", "1"), ExpectedVersion.exactly(i), counted(i, i));
        followed.await(i + 1, Duration.ofSeconds(2));
      }
      followed.assertIsTheWholeLog(log);
    }
  }
}
