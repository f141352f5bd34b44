package dev.cairn.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.aggregate.Loaded;
import dev.cairn.aggregate.StateLoader;
import dev.cairn.event.EventIds;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.StreamRead;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is in the table of snapshots, what is loaded is what all events lead to. */
final class SnapshotLoadIT {

  private static final SnapshotLog LOG = SnapshotLog.create();
  private static final SnapshotSettings FORGETFUL =
      SnapshotSettings.defaults().withRememberedStates(0);
  private static final SnapshotPolicy WHEN_LONG = SnapshotPolicy.whenReplayed(50);

  private final Snapshots snapshots = LOG.snapshots(FORGETFUL, WHEN_LONG);
  private final StateLoader loader = snapshots.loader();

  @AfterAll
  static void close() {
    LOG.close();
  }

  private StreamId purseWithSnapshot(String id, int events) {
    StreamId stream = LOG.purse(id, events);
    Snapshots taking = LOG.snapshots(FORGETFUL, WHEN_LONG);
    taking.loader().load(SnapshotLog.PURSE, stream);
    SnapshotLog.awaitTaken(taking, 1);
    return stream;
  }

  private void requireRight(StreamId stream) {
    Loaded<Purse> replayed = LOG.replayed(stream);
    assertThat(loader.load(SnapshotLog.PURSE, stream)).isEqualTo(replayed);
  }

  @Test
  void aLoadGoesOnFromTheSnapshot() {
    StreamId stream = purseWithSnapshot("on", 200);
    LOG.append(stream, List.of(new Purse.Given("late", 5)).stream());
    requireRight(stream);
    assertThat(snapshots.counts().used()).isEqualTo(1);
  }

  @Test
  void whatIsInTheSnapshotIsNotReadAgain() {
    StreamId stream = purseWithSnapshot("trust", 200);
    // No snapshot is ever like that: it shows where the state came from.
    Snapshot taken = LOG.table().newest(stream, StreamVersion.of(200)).orElseThrow();
    String forged = new String(taken.state(), StandardCharsets.UTF_8)
        .replace("\"coins\":199", "\"coins\":1000");
    LOG.table()
        .put(List.of(Snapshot.of(
            stream,
            taken.version(),
            taken.lastEvent(),
            taken.fingerprint(),
            taken.revision(),
            forged.getBytes(StandardCharsets.UTF_8))));
    Purse loaded = Objects.requireNonNull(loader.load(SnapshotLog.PURSE, stream).state());
    assertThat(loaded.coins()).isEqualTo(1_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flipped  | state = set_byte(state, 20, get_byte(state, 20) # 1)",
        "emptied  | state = ''",
        "garbage  | state = '\\x00ff', checksum = 1",
        "longer   | version = version + 1000",
        "other    | last_event = gen_random_uuid()",
        "shape    | fingerprint = 'another'",
        "future   | revision = 2",
        "summed   | checksum = checksum + 1",
      })
  void aSnapshotThatCannotBeUsedIsIgnoredAndReplaced(String id, String change) {
    StreamId stream = purseWithSnapshot(id, 120);
    LOG.execute("update @.snapshots set " + change + " where stream = 'purse:" + id + "'");
    requireRight(stream);
    assertThat(snapshots.counts().used()).isZero();
    SnapshotLog.awaitTaken(snapshots, 1);
    requireRight(stream);
    assertThat(snapshots.counts().used()).isEqualTo(1);
    assertThat(snapshots.counts().corrupt()
            + snapshots.counts().misfits()
            + snapshots.counts().strangers())
        .isEqualTo(1);
  }

  @Test
  void aSnapshotThatIsIntactAndCannotBeReadIsIgnored() {
    StreamId stream = purseWithSnapshot("odd", 120);
    Snapshot taken = LOG.table().newest(stream, StreamVersion.of(120)).orElseThrow();
    LOG.table()
        .put(List.of(Snapshot.of(
            stream,
            taken.version(),
            taken.lastEvent(),
            taken.fingerprint(),
            taken.revision(),
            "{\"coins\":\"many\"}".getBytes(StandardCharsets.UTF_8))));
    requireRight(stream);
    assertThat(snapshots.counts().corrupt()).isEqualTo(1);
  }

  @Test
  void aSnapshotOfAnotherPastIsIgnored() {
    StreamId stream = LOG.purse("past", 120);
    Snapshot strange = purseElsewhere(stream);
    LOG.table().put(List.of(strange));
    requireRight(stream);
    assertThat(snapshots.counts().strangers()).isEqualTo(1);
    assertThat(LOG.table().newest(stream, strange.version()))
        .satisfies(found -> assertThat(found.map(Snapshot::lastEvent))
            .isNotEqualTo(Optional.of(strange.lastEvent())));
  }

  private static Snapshot purseElsewhere(StreamId stream) {
    return Snapshot.of(
        stream,
        StreamVersion.of(100),
        EventIds.next(),
        ShapeFingerprint.of(Purse.class),
        1,
        "{\"id\":\"past\",\"coins\":7,\"moves\":0,\"gifts\":[],\"mood\":null}"
            .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anOlderSnapshotIsUsedWhereTheNewestCannotBe() {
    StreamId stream = purseWithSnapshot("older", 100);
    LOG.append(stream, Purse.events("older", 100).skip(1));
    Snapshots taking = LOG.snapshots(FORGETFUL, WHEN_LONG);
    taking.loader().load(SnapshotLog.PURSE, stream);
    SnapshotLog.awaitTaken(taking, 1);
    LOG.execute(
        "update @.snapshots set checksum = 0 where stream = 'purse:older' and version > 100");
    requireRight(stream);
    assertThat(snapshots.counts().used()).isEqualTo(1);
    assertThat(snapshots.counts().corrupt()).isEqualTo(1);
  }

  @Test
  void everyVersionAndMomentIsRightWithSnapshotsInBetween() throws InterruptedException {
    StreamId stream = LOG.purse("asof", 60);
    Snapshots taking = LOG.snapshots(
        new PostgresSnapshotStore(LOG.store().database(), 100),
        FORGETFUL,
        Snapshotted.of(Purse.class, SnapshotPolicy.every(25)));
    for (int i = 1; i <= 8; i++) {
      Thread.sleep(2);
      LOG.commands(taking).send(new Purse.Give("asof", "x" + i, i));
    }
    LOG.append(stream, Purse.events("asof", 60).skip(1));
    Snapshots more = LOG.snapshots(
        new PostgresSnapshotStore(LOG.store().database(), 100),
        FORGETFUL,
        Snapshotted.of(Purse.class, WHEN_LONG));
    more.loader().load(SnapshotLog.PURSE, stream);
    SnapshotLog.awaitTaken(more, 1);

    long last = LOG.replayed(stream).version().value();
    assertThat(last).isEqualTo(127);
    LongStream.rangeClosed(0, last + 2)
        .forEach(version -> assertThat(
                loader.loadAsOf(SnapshotLog.PURSE, stream, new StreamVersion(version)))
            .isEqualTo(LOG.replayed(stream, version)));
    LOG.store().read(StreamRead.forward(stream)).forEach(event -> {
      for (Instant at : List.of(event.recordedAt(), event.recordedAt().minusNanos(1))) {
        assertThat(loader.loadAsOf(SnapshotLog.PURSE, stream, at))
            .isEqualTo(StateLoader.replaying(LOG.store()).loadAsOf(SnapshotLog.PURSE, stream, at));
      }
    });
    assertThat(snapshots.counts().used()).isPositive();
  }

  @Test
  void ofTwentyThousandEventsOnlyTheLastAreRead() {
    StreamId stream = StreamId.of("purse", "long");
    LOG.append(stream, Purse.events("long", 1_000));
    for (int i = 1; i < 20; i++) {
      LOG.append(stream, Purse.events("long", 1_001).skip(1));
    }
    loader.load(SnapshotLog.PURSE, stream);
    SnapshotLog.awaitTaken(snapshots, 1);
    LOG.append(stream, Purse.events("long", 31).skip(1));
    assertThat(LOG.replayed(stream).version().value()).isEqualTo(20_030);
    ReadCounting counting = new ReadCounting(LOG.store());
    try (Snapshots counted =
        Snapshots.of(counting, LOG.table(), Snapshotted.of(Purse.class, WHEN_LONG))) {
      assertThat(counted.loader().load(SnapshotLog.PURSE, stream)).isEqualTo(LOG.replayed(stream));
      assertThat(counting.events()).isEqualTo(31);
    }
  }

  @Test
  void theStateOfAnAppendIsTakenOnceForEachBoundary() {
    Snapshots every = LOG.snapshots(FORGETFUL, SnapshotPolicy.every(10));
    LOG.commands().send(new Purse.Make("every"));
    for (int i = 0; i < 34; i++) {
      LOG.commands(every).send(new Purse.Give("every", "x", 1));
    }
    every.close();
    assertThat(every.counts().taken()).isBetween(1L, 3L);
    assertThat(LOG.table().newest(Purse.stream("every"), new StreamVersion(Long.MAX_VALUE)))
        .hasValueSatisfying(taken -> assertThat(taken.version().value()).isEqualTo(30));
    requireRight(Purse.stream("every"));
  }

  @Test
  void withoutAPolicyNothingIsTaken() {
    Snapshots none = Snapshots.of(LOG.store(), LOG.table());
    LOG.purse("none", 300);
    LOG.commands(none).send(new Purse.Give("none", "x", 1));
    none.close();
    assertThat(none.counts().taken()).isZero();
    assertThat(LOG.number("(select count(*) from @.snapshots where stream = 'purse:none')"))
        .isZero();
  }

  @Test
  void aStoreThatFailsCostsTimeAndNothingElse() {
    try (SnapshotLog other = SnapshotLog.create()) {
      StreamId stream = other.purse("p", 100);
      Snapshots broken = other.snapshots(FORGETFUL, WHEN_LONG);
      other.execute("drop table @.snapshots");
      assertThat(broken.loader().load(SnapshotLog.PURSE, stream)).isEqualTo(other.replayed(stream));
      other.commands(broken).send(new Purse.Give("p", "x", 1));
      broken.close();
      assertThat(broken.counts().failures()).isPositive();
      assertThat(broken.counts().taken()).isZero();
    }
  }

  @Test
  void underPressureSnapshotsAreDroppedAndNobodyWaits() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    SnapshotStore slow = new SlowStore(stuck);
    Snapshots pressed = LOG.snapshots(
        slow, FORGETFUL.withWaiting(2), Snapshotted.of(Purse.class, SnapshotPolicy.every(1)));
    long begun = System.nanoTime();
    for (int i = 0; i < 50; i++) {
      LOG.commands(pressed).send(new Purse.Make("pressed" + i));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    assertThat(pressed.counts().dropped()).isGreaterThan(20);
    stuck.countDown();
    pressed.close();
    assertThat(pressed.counts().taken() + pressed.counts().dropped()).isEqualTo(50);
  }
}
