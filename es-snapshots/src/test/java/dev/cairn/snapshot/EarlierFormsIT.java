package dev.cairn.snapshot;

import static dev.cairn.codec.upcast.JsonEdit.edit;
import static dev.cairn.snapshot.SnapshotLog.PURSE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.aggregate.Loaded;
import dev.cairn.aggregate.StateLoader;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.upcast.SplitPart;
import dev.cairn.codec.upcast.Upcaster;
import dev.cairn.codec.upcast.Upcasters;
import dev.cairn.command.CommandSettings;
import dev.cairn.command.Commands;
import dev.cairn.event.EventType;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamVersion;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.store.ExpectedVersion;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Snapshots of streams that begin with events of earlier forms. */
final class EarlierFormsIT {

  sealed interface Then {

    @EventType("purse-made")
    record Made(String id) implements Then {}

    @EventType("coins-given-twice")
    record GivenTwice(String from, long first, long second) implements Then {}

    @EventType("purse-opened")
    record Opened() implements Then {}
  }

  private static final JacksonEventCodec CODEC = JacksonEventCodec.forEvents(Purse.Event.class)
      .withUpcasters(Upcasters.of(
          Upcaster.split(
              "coins-given-twice",
              1,
              SplitPart.of("coins-given", 1, edit().rename("first", "coins").remove("second")),
              SplitPart.of("coins-given", 1, edit().rename("second", "coins").remove("first"))),
          Upcaster.drop("purse-opened", 1)));

  private final SnapshotLog log = SnapshotLog.create();
  private final PostgresSettings settings = PostgresSettings.defaults().withSchema(log.schema());
  private final PostgresEventStore then =
      PostgresEventStore.open(log.pool(), JacksonEventCodec.forEvents(Then.class), settings);
  private final PostgresEventStore now = PostgresEventStore.open(log.pool(), CODEC, settings);
  private final Snapshots snapshots = Snapshots.of(
      now,
      log.table(),
      SnapshotSettings.defaults().withRememberedStates(0),
      List.of(Snapshotted.of(Purse.class, SnapshotPolicy.every(3))));

  @AfterEach
  void close() {
    snapshots.close();
    now.close();
    then.close();
    log.close();
  }

  private void append(String purse, Then... events) {
    then.append(
        Purse.stream(purse),
        ExpectedVersion.any(),
        Arrays.stream(events).map(NewEvent::of).toList());
  }

  @Test
  void aRebuildFoldsWhatTheyAreTodayAtTheVersionsOfTheLog() {
    append("a", new Then.Made("a"), new Then.GivenTwice("ann", 2, 3), new Then.Opened());
    append("b", new Then.Made("b"), new Then.Opened());

    SnapshotRebuildReport report =
        snapshots.operations().rebuild("purse", 1L << 20, SnapshotProgressListener.NONE);

    assertThat(report.streams()).isEqualTo(2);
    assertThat(report.failures()).isZero();
    assertThat(snapshots.operations().verify("purse", checked -> {}).same()).isEqualTo(2);
    Loaded<Purse> loaded = snapshots.loader().load(PURSE, Purse.stream("a"));
    assertThat(loaded).isEqualTo(StateLoader.replaying(now).load(PURSE, Purse.stream("a")));
    assertThat(loaded.version()).isEqualTo(StreamVersion.of(3));
    assertThat(loaded.state()).extracting(Purse::coins, Purse::moves).containsExactly(5L, 2L);
  }

  @Test
  void aCommandGoesOnFromASnapshotThoughTheLastEventIsNoneToday() {
    Commands commands = Commands.of(now, snapshots.loader(), CommandSettings.defaults(), PURSE);
    append("a", new Then.Made("a"), new Then.GivenTwice("ann", 2, 3), new Then.Opened());
    snapshots.operations().rebuild("purse", 1L << 20, SnapshotProgressListener.NONE);

    assertThat(commands.send(new Purse.Spend("a", 4)).version()).isEqualTo(StreamVersion.of(4));
    append("a", new Then.Opened());
    assertThat(commands.send(new Purse.Spend("a", 1)).version()).isEqualTo(StreamVersion.of(6));

    assertThat(commands.load(Purse.class, "a")).map(Purse::coins).contains(0L);
  }
}
