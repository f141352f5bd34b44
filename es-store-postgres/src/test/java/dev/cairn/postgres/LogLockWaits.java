package dev.cairn.postgres;

import java.time.Duration;
import org.awaitility.Awaitility;

/** Sessions that wait for the lock of a log, as the server sees them. */
final class LogLockWaits {

  private LogLockWaits() {}

  static long count(TestLog log) {
    return log.number("""
        (select count(*) from pg_locks
          where locktype = 'advisory' and not granted
            and (classid::bigint << 32 | objid::bigint) = hashtextextended('cairn.log.@', 0))""");
  }

  static void await(TestLog log, int sessions) {
    Awaitility.await("%d sessions wait for the lock".formatted(sessions))
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> count(log) >= sessions);
  }
}
