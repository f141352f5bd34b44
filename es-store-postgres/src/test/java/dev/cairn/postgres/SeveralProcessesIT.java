package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.noted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.StreamId;
import dev.cairn.store.ExpectedVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several application processes on one log. */
final class SeveralProcessesIT {

  private static final int WRITERS = 4;
  private static final int EVENTS = 200;

  private final TestLog log = TestLog.create();

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void allProcessesSeeTheSameOrderAndNothingIsMissed() {
    String all = String.valueOf(WRITERS * EVENTS);
    List<ChildJvm> followers = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      followers.add(LogProcess.start(log, ChildJvm.Before.NOTHING, "follow", all));
    }
    List<ChildJvm> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(LogProcess.start(
          log, ChildJvm.Before.NOTHING, "append", "p" + i, String.valueOf(EVENTS)));
    }
    writers.forEach(ChildJvm::lines);

    List<String> inTheLog = log.jdbi()
        .withHandle(handle -> handle
            .select(
                "select position || ' ' || id from " + log.schema() + ".events order by position")
            .mapTo(String.class)
            .list());
    assertThat(inTheLog).hasSize(WRITERS * EVENTS);
    for (ChildJvm follower : followers) {
      assertThat(follower.lines()).isEqualTo(inTheLog);
    }
    assertThat(log.number("""
        (select count(*) from (select max(version) - count(*) as holes from @.events group by stream) s
          where holes <> 0)""")).isZero();
  }

  @Test
  void aFollowerOfLargeEventsNeedsLittleMemory() {
    PostgresEventStore store = log.store();
    String megabyte = "x".repeat(1_048_000);
    for (int i = 0; i < 50; i++) {
      store.append(
          StreamId.of("account", "1"),
          ExpectedVersion.exactly(i),
          Collections.singletonList(noted(megabyte)));
    }
    ChildJvm small =
        LogProcess.start(log, new ChildJvm.Before(List.of(), List.of("-Xmx32m")), "follow", "50");

    assertThat(small.lines()).hasSize(50);
  }
}
