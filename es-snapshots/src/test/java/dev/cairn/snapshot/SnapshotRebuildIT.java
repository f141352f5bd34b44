package dev.cairn.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.InvalidInputException;
import dev.cairn.aggregate.StateLoader;
import dev.cairn.event.EventIds;
import dev.cairn.event.NewEvent;
import dev.cairn.event.Position;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.postgres.BulkAppend;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamAppend;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One pass over the log makes a right snapshot of every stream, in whatever memory. */
final class SnapshotRebuildIT {

  private static final long PLENTY = 64L << 20;
  private static final long ALMOST_NOTHING = 100_000;
  private static final int PURSES = 3_000;

  private final SnapshotLog log = SnapshotLog.create();
  private final Snapshots snapshots = log.snapshots(
      SnapshotSettings.defaults().withRememberedStates(0), SnapshotPolicy.every(1_000));
  private final SnapshotOperations operations = snapshots.operations();

  @AfterEach
  void close() {
    log.close();
  }

  /** So many events of each purse, in rounds, so that a stream's events are far apart. */
  private void fill(int rounds) {
    BulkAppend bulk = new BulkAppend(
        log.pool(), Purse.codec(), PostgresSettings.defaults().withSchema(log.schema()));
    for (int round = 0; round < rounds; round++) {
      boolean first = round == 0;
      bulk.append(IntStream.range(0, PURSES)
          .mapToObj(i -> new StreamAppend(
              Purse.stream("p" + i),
              ExpectedVersion.any(),
              (first ? Purse.events("p" + i, 2) : Purse.events("p" + i, 4).skip(1))
                  .map(event -> NewEvent.of(event))
                  .toList())));
    }
  }

  private void requireAllRight(int streams) {
    SnapshotVerificationReport report = operations.verify("purse", checked -> {});
    assertThat(report.snapshots()).isEqualTo(streams);
    assertThat(report.same()).as(report::toString).isEqualTo(streams);
    assertThat(log.number("(select count(*) from @.snapshots s join"
            + " (select stream, max(version) as version from @.events group by 1) e"
            + " using (stream, version))"))
        .isEqualTo(streams);
  }

  @Test
  void everyStreamHasASnapshotOfItsLastVersion() {
    fill(2);
    List<Position> heard = new ArrayList<>();
    SnapshotRebuildReport report =
        operations.rebuild("purse", PLENTY, (position, head, events) -> heard.add(position));
    assertThat(report.events()).isEqualTo(5L * PURSES);
    assertThat(report.streams()).isEqualTo(PURSES);
    assertThat(report.upTo()).isEqualTo(log.store().head());
    assertThat(report.failures()).isZero();
    assertThat(heard).isNotEmpty().isSorted().last().isEqualTo(log.store().head());
    requireAllRight(PURSES);
  }

  @Test
  void whereMemoryIsShortSnapshotsAreWrittenAndReadAgain() {
    fill(4);
    SnapshotRebuildReport report =
        operations.rebuild("purse", ALMOST_NOTHING, SnapshotProgressListener.NONE);
    assertThat(report.streams()).isEqualTo(PURSES);
    // Only the newest version of each matters; on the way some others were written.
    log.execute("delete from @.snapshots s where exists (select 1 from @.snapshots x"
        + " where x.stream = s.stream and x.version > s.version)");
    requireAllRight(PURSES);
  }

  @Test
  void aRebuildThrowsAwayWhatWasThere() {
    fill(1);
    operations.rebuild("purse", PLENTY, SnapshotProgressListener.NONE);
    log.execute("update @.snapshots set version = 77, checksum = 0 where stream = 'purse:p1'");
    operations.rebuild("purse", PLENTY, SnapshotProgressListener.NONE);
    requireAllRight(PURSES);
  }

  @Test
  void commandsGoOnMeanwhile() throws InterruptedException {
    fill(3);
    Thread sender = new Thread(() -> {
      for (int i = 0; i < 200 && !Thread.currentThread().isInterrupted(); i++) {
        log.commands(snapshots).send(new Purse.Give("p" + i % 20, "live", 1));
      }
    });
    sender.start();
    operations.rebuild("purse", ALMOST_NOTHING, SnapshotProgressListener.NONE);
    sender.interrupt();
    sender.join();
    assertThat(operations.verify("purse", checked -> {}).different()).isZero();
    StateLoader loader = snapshots.loader();
    for (int i = 0; i < 20; i++) {
      assertThat(loader.load(SnapshotLog.PURSE, Purse.stream("p" + i)))
          .isEqualTo(log.replayed(Purse.stream("p" + i)));
    }
  }

  @Test
  void aStreamThatCannotBeFoldedIsNamedAndTheOthersAreThere() {
    fill(1);
    log.append(Purse.stream("p7"), Stream.of(new Purse.Made("p7")));
    log.append(Purse.stream("p7"), Stream.of(new Purse.Given("late", 1)));
    SnapshotRebuildReport report =
        operations.rebuild("purse", PLENTY, SnapshotProgressListener.NONE);
    assertThat(report.failures()).isEqualTo(1);
    assertThat(report.failed()).singleElement().asString().contains("purse:p7", "version 3");
    assertThat(report.streams()).isEqualTo(PURSES - 1);
  }

  @Test
  void oneThatIsKilledIsBegunAgain() {
    fill(4);
    List<String> arguments = new ArrayList<>(log.arguments());
    for (int kill = 0; kill < 2; kill++) {
      ChildJvm rebuilding = ChildJvm.start(RebuildingProcess.class, arguments);
      rebuilding.await("at ");
      rebuilding.kill();
    }
    assertThat(operations.verify("purse", checked -> {}).different()).isZero();
    operations.rebuild("purse", PLENTY, SnapshotProgressListener.NONE);
    requireAllRight(PURSES);
  }

  @Test
  void whatIsDifferentIsFound() {
    StreamId stream = log.purse("other", 10);
    operations.rebuild("purse", PLENTY, SnapshotProgressListener.NONE);
    Snapshot taken = log.table().newest(stream, StreamVersion.of(10)).orElseThrow();
    byte[] forged = new String(taken.state(), StandardCharsets.UTF_8)
        .replace("\"coins\":9", "\"coins\":8")
        .getBytes(StandardCharsets.UTF_8);
    log.table()
        .put(List.of(Snapshot.of(
            stream,
            taken.version(),
            taken.lastEvent(),
            taken.fingerprint(),
            taken.revision(),
            forged)));
    SnapshotVerificationReport report = operations.verify("purse", checked -> {});
    assertThat(report.isRight()).isFalse();
    assertThat(report.different()).isEqualTo(1);
    assertThat(report.examples()).singleElement().asString().contains("purse:other", "version 10");
  }

  @Test
  void whatIsNotUsedIsCountedAndNamed() {
    for (String id : List.of("misfit", "corrupt", "strange")) {
      log.purse(id, 10);
    }
    operations.rebuild("purse", PLENTY, SnapshotProgressListener.NONE);
    log.execute("update @.snapshots set revision = 9 where stream = 'purse:misfit'");
    log.execute("update @.snapshots set checksum = 9 where stream = 'purse:corrupt'");
    Snapshot taken =
        log.table().newest(Purse.stream("strange"), StreamVersion.of(10)).orElseThrow();
    log.table()
        .put(List.of(Snapshot.of(
            taken.stream(),
            taken.version(),
            EventIds.next(),
            taken.fingerprint(),
            taken.revision(),
            taken.state())));
    SnapshotVerificationReport report = operations.verify("purse", checked -> {});
    assertThat(report.isRight()).isTrue();
    assertThat(List.of(report.misfits(), report.corrupt(), report.strangers())).containsOnly(1L);
    assertThat(report.examples()).hasSize(3);

    List<String> listed = new ArrayList<>();
    operations.list(
        "purse", it -> listed.add(it.snapshot().stream().key() + it.fits() + it.intact()));
    assertThat(listed).containsExactly("corrupttruefalse", "misfitfalsefalse", "strangetruetrue");
    assertThat(operations.purge("purse")).isEqualTo(3);
    assertThat(operations.verify("purse", checked -> {}).snapshots()).isZero();
  }

  @Test
  void aCategoryWithoutSnapshotsIsSaid() {
    assertThat(operations.categories()).containsExactly("purse");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> operations.rebuild("nothing", PLENTY, SnapshotProgressListener.NONE))
        .withMessageContaining("'nothing'")
        .withMessageContaining("[purse]");
  }
}
