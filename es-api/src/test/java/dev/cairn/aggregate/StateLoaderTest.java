package dev.cairn.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventIds;
import dev.cairn.event.EventType;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.event.UnknownEventTypeException;
import dev.cairn.store.EventStore;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamRead;
import dev.cairn.store.memory.InMemoryEventStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class StateLoaderTest {

  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final StreamId STREAM = StreamId.of("counter", "c");
  private static final StreamVersion NEWEST = new StreamVersion(Long.MAX_VALUE);

  @EventType("foreign")
  record Foreign() {}

  private Instant now = NOON;
  private final InstantSource time = () -> now;
  private final EventStore store = new InMemoryEventStore(
      JacksonEventCodec.forEvents(Counter.Event.class, Account.Event.class, Foreign.class),
      time.withZone(ZoneOffset.UTC));
  private final StateLoader loader = StateLoader.replaying(store);
  private final ReplayingStateLoader replaying = new ReplayingStateLoader(store);
  private final DeciderModel<Long> counter = Counter.model();
  private final AggregateModel<Account> account = AggregateModel.of(Account.class);

  private void append(StreamId stream, Object... events) {
    store.append(
        stream,
        ExpectedVersion.any(),
        List.of(events).stream().map(NewEvent::of).toList());
  }

  /** Raises by 1, 10 and 100, one hour apart, the first at noon. */
  private void raiseHourly() {
    for (long by = 1; by <= 100; by *= 10) {
      append(STREAM, new Counter.Raised(by));
      now = now.plus(Duration.ofHours(1));
    }
  }

  @Test
  void aStreamWithoutEventsIsInItsInitialState() {
    assertThat(loader.load(account, StreamId.of("account", "1")))
        .isEqualTo(Loaded.nothing(account))
        .satisfies(nothing -> assertThat(nothing.exists()).isFalse());
    assertThat(loader.load(counter, STREAM)).isEqualTo(Loaded.nothing(counter));
  }

  @Test
  void foldsTheWholeStream() {
    raiseHourly();
    assertThat(loader.load(counter, STREAM))
        .isEqualTo(at(111L, 3))
        .satisfies(loaded -> assertThat(loaded.exists()).isTrue());
  }

  @Test
  void foldsUpToAVersion() {
    raiseHourly();
    assertThat(loader.loadAsOf(counter, STREAM, StreamVersion.EMPTY).state()).isZero();
    assertThat(loader.loadAsOf(counter, STREAM, StreamVersion.of(2))).isEqualTo(at(11L, 2));
    assertThat(loader.loadAsOf(counter, STREAM, StreamVersion.of(9))).isEqualTo(at(111L, 3));
  }

  @Test
  void foldsUpToAnInstantInclusive() {
    raiseHourly();
    assertThat(loader.loadAsOf(counter, STREAM, NOON.minusNanos(1)).exists()).isFalse();
    assertThat(loader.loadAsOf(counter, STREAM, NOON).state()).isEqualTo(1);
    assertThat(loader.loadAsOf(counter, STREAM, NOON.plusSeconds(3_600))).isEqualTo(at(11L, 2));
    assertThat(loader.loadAsOf(counter, STREAM, NOON.plusSeconds(90_000)).state())
        .isEqualTo(111);
  }

  @Test
  void anEventAfterAClockThatWentBackIsNotPartOfAnEarlierState() {
    append(STREAM, new Counter.Raised(1));
    now = NOON.plusSeconds(60);
    append(STREAM, new Counter.Raised(10));
    now = NOON;
    append(STREAM, new Counter.Raised(100));
    assertThat(loader.loadAsOf(counter, STREAM, NOON.plusSeconds(1)).state()).isEqualTo(1);
  }

  @Test
  void goesOnFromAKnownState() {
    raiseHourly();
    Loaded<Long> known = at(1_000L, 2);
    assertThat(replaying.resume(counter, STREAM, known, NEWEST)).contains(at(1_100L, 3));
    assertThat(replaying.resume(counter, STREAM, known, StreamVersion.of(2))).contains(known);
    assertThat(replaying.resume(counter, STREAM, at(1_000L, 3), NEWEST)).contains(at(1_000L, 3));
    assertThat(replaying.resume(counter, STREAM, Loaded.nothing(counter), NEWEST))
        .contains(at(111L, 3));
  }

  @Test
  void doesNotGoOnFromAStateOfAnotherPast() {
    raiseHourly();
    Loaded<Long> ofAnother = new Loaded<>(1_000L, StreamVersion.of(2), EventIds.next());
    assertThat(replaying.resume(counter, STREAM, ofAnother, NEWEST)).isEmpty();
    Loaded<Long> ahead = new Loaded<>(1_000L, StreamVersion.of(4), EventIds.next());
    assertThat(replaying.resume(counter, STREAM, ahead, NEWEST)).isEmpty();
  }

  private Loaded<Long> at(long state, long version) {
    UUID last = store
        .read(StreamRead.forward(STREAM).from(StreamVersion.of(version)))
        .findFirst()
        .orElseThrow()
        .id();
    return new Loaded<>(state, StreamVersion.of(version), last);
  }

  @Test
  void anEventThatLeadsNowhereIsNamed() {
    append(STREAM, new Counter.Raised(1), new Foreign());
    assertThatExceptionOfType(StreamFoldException.class)
        .isThrownBy(() -> loader.load(counter, STREAM))
        .withCauseInstanceOf(CannotEvolveException.class)
        .satisfies(e -> assertThat(e.stream()).isEqualTo(STREAM))
        .satisfies(e -> assertThat(e.version()).isEqualTo(StreamVersion.of(2)))
        .satisfies(e -> assertThat(e.eventType()).isEqualTo("foreign"))
        .withMessageContaining("counter:c")
        .withMessageContaining("version 2");
    assertThat(loader.loadAsOf(counter, STREAM, StreamVersion.FIRST).state()).isEqualTo(1);
  }

  @Test
  void anEventInTheWrongPlaceIsNamed() {
    StreamId stream = StreamId.of("account", "1");
    append(stream, new Account.Withdrawn(1));
    assertThatExceptionOfType(StreamFoldException.class)
        .isThrownBy(() -> loader.load(account, stream))
        .satisfies(e -> assertThat(e.version()).isEqualTo(StreamVersion.FIRST))
        .satisfies(e -> assertThat(e.eventType()).isEqualTo("money-withdrawn"));
  }

  @Test
  void anEventThatNobodyCanDecodeIsReportedAsSuch() {
    InMemoryEventStore forgetful = new InMemoryEventStore(
        new ForgetfulCodec(JacksonEventCodec.forEvents(Counter.Event.class)),
        Clock.fixed(NOON, ZoneOffset.UTC));
    forgetful.append(STREAM, ExpectedVersion.any(), List.of(NewEvent.of(new Counter.Raised(1))));
    assertThatExceptionOfType(UnknownEventTypeException.class)
        .isThrownBy(() -> StateLoader.replaying(forgetful).load(counter, STREAM))
        .satisfies(e -> assertThat(e.type()).isEqualTo("counter-raised"));
  }
}
