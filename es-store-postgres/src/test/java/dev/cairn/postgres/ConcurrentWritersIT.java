package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.StreamId;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamAppend;
import dev.cairn.store.WrongExpectedVersionException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of many writers that expect the same version exactly one wins. */
final class ConcurrentWritersIT {

  private static final int WRITERS = 64;
  private static final StreamId ONE = StreamId.of("account", "1");
  private static final StreamId TWO = StreamId.of("account", "2");

  private final TestLog log = TestLog.create();
  private final List<PostgresEventStore> stores = List.of(log.store(), log.store());

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void of64WritersThatExpectTheSameVersionExactlyOneWinsEachRound() {
    int rounds = 15;
    for (int round = 0; round < rounds; round++) {
      ExpectedVersion expected = ExpectedVersion.exactly(round);
      List<Boolean> won = Crowd.run(WRITERS, writer -> {
        try {
          stores.get(writer % 2).append(ONE, expected, counted(writer, writer));
          return true;
        } catch (WrongExpectedVersionException e) {
          assertThat(e.actual().value()).isEqualTo(expectedVersion(expected) + 1);
          return false;
        }
      });
      assertThat(won).containsOnlyOnce(true);
    }
    assertVersionsWithoutHoles(rounds);
  }

  @Test
  void ofWritersToTwoStreamsAtOnceExactlyOneWinsBoth() {
    int rounds = 10;
    for (int round = 0; round < rounds; round++) {
      ExpectedVersion expected = ExpectedVersion.exactly(round);
      List<Boolean> won = Crowd.run(WRITERS, writer -> {
        StreamAppend one = new StreamAppend(ONE, expected, counted(writer, writer));
        StreamAppend two = new StreamAppend(TWO, expected, counted(writer, writer));
        try {
          stores.get(writer % 2).append(writer % 4 < 2 ? List.of(one, two) : List.of(two, one));
          return true;
        } catch (WrongExpectedVersionException e) {
          return false;
        }
      });
      assertThat(won).containsOnlyOnce(true);
    }
    assertVersionsWithoutHoles(rounds);
    assertThat(log.number("""
        (select count(*) from @.events a join @.events b
            on b.stream = 'account:2' and b.version = a.version
               and b.payload::text = a.payload::text
          where a.stream = 'account:1')""")).isEqualTo(rounds);
  }

  private void assertVersionsWithoutHoles(int versions) {
    String query = "select min(version), max(version), count(*) from " + log.schema()
        + ".events group by stream";
    List<List<Long>> streams = log.jdbi()
        .withHandle(handle -> handle
            .select(query)
            .map((row, context) -> List.of(row.getLong(1), row.getLong(2), row.getLong(3)))
            .list());
    assertThat(streams).isNotEmpty().containsOnly(List.of(1L, (long) versions, (long) versions));
  }

  private static long expectedVersion(ExpectedVersion expected) {
    return ((ExpectedVersion.Exactly) expected).version().value();
  }
}
