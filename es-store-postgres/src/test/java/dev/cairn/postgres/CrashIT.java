package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.AppendResult;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL is killed with SIGKILL under 32 writers, several times, and started again. */
final class CrashIT {

  private static final int WRITERS = 32;
  private static final int CRASHES = 3;

  private final HikariDataSource pool = OwnServer.freshPool(10);
  private final TestLog log = TestLog.in(pool, "cairn");
  private final PostgresEventStore store =
      log.store(pool, log.settings().withPollInterval(Duration.ofHours(1)));
  private final AtomicInteger acknowledged = new AtomicInteger();

  @AfterEach
  void close() {
    log.close();
    pool.close();
  }

  /** An append of which a writer was told that it is in the log. */
  private record Acknowledged(StreamId stream, List<NewEvent> events, AppendResult result) {}

  @Test
  void everyAcknowledgedAppendIsThereOnceInOrderAndAllRecoverByThemselves() {
    Followed followed = new Followed();
    AtomicBoolean stop = new AtomicBoolean();
    try (Subscription subscription =
            store.subscribe(Checkpoint.START, EventFilter.all(), followed);
        Crowd<List<Acknowledged>> writers = Crowd.start(WRITERS, writer -> write(writer, stop))) {
      for (int crash = 0; crash < CRASHES; crash++) {
        awaitMoreAcknowledged(200);
        OwnServer.get().kill();
        assertThat(OwnServer.get().isRunning()).isFalse();
        OwnServer.get().start();
      }
      awaitMoreAcknowledged(200);
      stop.set(true);
      List<Acknowledged> all =
          writers.results().stream().flatMap(List::stream).collect(Collectors.toList());

      followed.assertIsTheWholeLog(log);
      assertThat(subscription.ended().toCompletableFuture()).isNotDone();
      assertAllAreThere(all);
      assertThat(log.number("(select count(*) from @.events)"))
          .as("every append ended with a result, so nothing else is there")
          .isEqualTo(all.stream().mapToLong(append -> append.events().size()).sum());
      assertStillListening(followed);
    }
  }

  /** Half of the writers have a stream of their own and name its version, half share one. */
  private List<Acknowledged> write(int writer, AtomicBoolean stop) {
    List<Acknowledged> mine = new ArrayList<>();
    boolean alone = writer % 2 == 0;
    StreamId stream = StreamId.of("account", alone ? "own-" + writer : "shared");
    long version = 0;
    while (!stop.get()) {
      List<NewEvent> events = counted(mine.size(), mine.size() + writer % 3);
      ExpectedVersion expected = alone ? ExpectedVersion.exactly(version) : ExpectedVersion.any();
      AppendResult result = store.append(stream, expected, events);
      version = result.version().value();
      mine.add(new Acknowledged(stream, events, result));
      acknowledged.incrementAndGet();
    }
    return mine;
  }

  private void awaitMoreAcknowledged(int appends) {
    int before = acknowledged.get();
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> acknowledged.get() >= before + appends);
  }

  private void assertAllAreThere(List<Acknowledged> all) {
    Map<UUID, String> places = log.jdbi()
        .withHandle(handle -> handle
            .select("select id, stream || ' ' || version || ' ' || position from cairn.events")
            .reduceRows(new HashMap<UUID, String>(), (found, row) -> {
              found.put(row.getColumn(1, UUID.class), row.getColumn(2, String.class));
              return found;
            }));
    for (Acknowledged append : all) {
      int events = append.events().size();
      for (int i = 0; i < events; i++) {
        int before = events - 1 - i;
        assertThat(places.get(append.events().get(i).id()))
            .isEqualTo("%s %d %d"
                .formatted(
                    append.stream(),
                    append.result().version().value() - before,
                    append.result().position().value() - before));
      }
    }
  }

  private void assertStillListening(Followed followed) {
    int seen = followed.events().size();
    try (PostgresEventStore another = log.store()) {
      another.append(StreamId.of("account", "last"), ExpectedVersion.noStream(), counted(1, 1));
    }
    followed.await(seen + 1, Duration.ofSeconds(10));
  }
}
