package dev.cairn.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cairn.event.EventMetadata;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.AppendResult;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.ContractEvents;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The clock of a process jumps by an hour, back and forth. Of all that the store writes only event ids
 * come from that clock; the moment of an append is the database's.
 *
 * <p>The first test makes the ids of such a process itself and leaves the clock alone. The second runs
 * real processes whose clocks are wrong, by libfaketime, and is skipped where that is not installed.
 */
final class ClockIT {

  private static final StreamId STREAM = StreamId.of("account", "1");

  private final TestLog log = TestLog.create();
  private final PostgresEventStore store = log.store();

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void idsFromClocksThatJumpChangeNeitherOrderNorMoments() {
    Followed followed = new Followed();
    List<UUID> ids = new ArrayList<>();
    Instant began = Instant.now().minusSeconds(5);
    try (Subscription subscription =
        store.subscribe(Checkpoint.START, EventFilter.all(), followed)) {
      followed.watch(subscription);
      for (int i = 0; i < 30; i++) {
        Duration wrong = Duration.ofHours(i % 3 - 1);
        UUID id = idAt(Instant.now().plus(wrong));
        ids.add(id);
        NewEvent event = new NewEvent(id, new ContractEvents.Counted(i), EventMetadata.none());
        AppendResult first = store.append(STREAM, ExpectedVersion.exactly(i), List.of(event));
        assertThat(store.append(STREAM, ExpectedVersion.exactly(i), List.of(event)))
            .isEqualTo(new AppendResult(first.version(), first.position(), true));
      }
      followed.await(30);
    }
    assertThat(followed.ids()).isEqualTo(ids);
    assertThat(followed.events())
        .extracting(event -> event.recordedAt())
        .isSorted()
        .allSatisfy(moment -> assertThat(moment).isBetween(began, Instant.now().plusSeconds(5)));
  }

  /** As {@link dev.cairn.event.EventIds} makes them, at another time. */
  private static UUID idAt(Instant moment) {
    long random = ThreadLocalRandom.current().nextLong();
    return new UUID(
        moment.toEpochMilli() << 16 | 0x7000L | (random & 0xFFF), Long.MIN_VALUE | random >>> 2);
  }

  @Test
  void processesWithWrongClocksAppendInOneOrderAndAtTheDatabasesTime() {
    assumeTrue(
        WrongClock.isPossible(), "libfaketime is not installed, so no process has a wrong clock");
    Stream.of("-3600s", "+3600s")
        .map(wrong -> LogProcess.start(
            log,
            new ChildJvm.Before(WrongClock.by(wrong), List.of()),
            "append",
            "clock" + wrong.charAt(0),
            "40"))
        .toList()
        .forEach(ChildJvm::lines);

    assertThat(log.number("(select count(*) from @.events)")).isEqualTo(80);
    // The clocks really were wrong: version 7 begins with milliseconds.
    assertThat(log.number("""
        (select count(*) from @.events
          where abs(('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint
                    - extract(epoch from recorded_at) * 1000) > 3500000)""")).isEqualTo(80);
    assertThat(log.number("""
        (select count(*) from (select recorded_at < lag(recorded_at) over (order by position) as back
                                 from @.events) e where back)""")).isZero();
    assertThat(
            log.number(
                "(select count(*) from @.events where abs(extract(epoch from recorded_at - now())) > 60)"))
        .isZero();
  }
}
