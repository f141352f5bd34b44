package dev.cairn.benchmarks;

import dev.cairn.aggregate.DeciderModel;
import dev.cairn.aggregate.StateLoader;
import dev.cairn.command.CommandSettings;
import dev.cairn.command.Commands;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.postgres.BulkAppend;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.snapshot.PostgresSnapshotStore;
import dev.cairn.snapshot.SnapshotPolicy;
import dev.cairn.snapshot.SnapshotProgressListener;
import dev.cairn.snapshot.SnapshotSchema;
import dev.cairn.snapshot.SnapshotSettings;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.snapshot.Snapshotted;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.LogRead;
import dev.cairn.store.StreamAppend;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** What snapshots save, and what they cost. */
final class SnapshotFigures {

  private static final int MILLION = 1_000_000;
  private static final int STREAMS = 50_000;
  private static final int LONG = 10_000;
  private static final int LONG_STREAMS = 20;
  private static final int SHORT = 100;
  private static final int SHORT_STREAMS = 1_000;
  private static final int LOADS = 1_000;
  private static final int COMMANDS = 3_000;
  private static final int CALLERS = 32;
  private static final int COMMANDS_EACH = 2_000;
  private static final long MEMORY = 64L << 20;

  private final BenchmarkDatabase database;
  private final DeciderModel<Wallet.State> wallet = Wallet.model();
  private long checksum;

  SnapshotFigures(BenchmarkDatabase database) {
    this.database = database;
  }

  private PostgresEventStore log(String schema) {
    database.createLog(schema);
    SnapshotSchema.migrate(database.pool(2), schema);
    return new ProjectionFigures(database).store(schema);
  }

  private Snapshots snapshots(
      PostgresEventStore store, SnapshotSettings settings, SnapshotPolicy policy) {
    return Snapshots.of(
        store,
        new PostgresSnapshotStore(store.database()),
        settings,
        List.of(Snapshotted.of(wallet, Wallet.State.class, policy)));
  }

  private static SnapshotSettings forgetful() {
    return SnapshotSettings.defaults().withRememberedStates(0);
  }

  private void fill(String schema, String prefix, int streams, int events) throws Exception {
    new BulkAppend(
            database.pool(2), Transfers.CODEC, PostgresSettings.defaults().withSchema(schema))
        .append(IntStream.range(0, streams * (events / SHORT))
            .mapToObj(i -> new StreamAppend(
                StreamId.of("account", prefix + i % streams),
                ExpectedVersion.any(),
                Transfers.events(SHORT))));
  }

  /** Snapshots that are 50 events old on average are those of 100 apart. */
  Figure load() throws Exception {
    PostgresEventStore store = log("snapshot_load");
    fill("snapshot_load", "short", SHORT_STREAMS, SHORT);
    fill("snapshot_load", "long", LONG_STREAMS, LONG);
    StateLoader replaying = StateLoader.replaying(store);
    Snapshots taking = snapshots(store, forgetful(), SnapshotPolicy.whenReplayed(SHORT));
    for (int i = 0; i < LONG_STREAMS; i++) {
      taking.loader().load(wallet, StreamId.of("account", "long" + i));
    }
    taking.close();
    // The oldest that the promise allows.
    fill("snapshot_load", "long", LONG_STREAMS, SHORT);
    database.execute("vacuum analyze snapshot_load.events");
    Snapshots loading = snapshots(store, forgetful(), SnapshotPolicy.every(MILLION));
    return new Figure(
        "load 10,000 events with a snapshot 100 events old against loading 100 events",
        "us, median",
        Figure.Bound.atMost(1.5),
        () -> Clients.medianMicros(LOADS, () -> {
          int any = ThreadLocalRandom.current().nextInt(SHORT_STREAMS);
          require(replaying.load(wallet, StreamId.of("account", "short" + any)).version(), SHORT);
        }),
        () -> Clients.medianMicros(LOADS, () -> {
          int any = ThreadLocalRandom.current().nextInt(LONG_STREAMS);
          require(
              loading
                  .loader()
                  .load(wallet, StreamId.of("account", "long" + any))
                  .version(),
              LONG + SHORT);
        }));
  }

  private static void require(StreamVersion version, long expected) {
    if (version.value() != expected) {
      throw new IllegalStateException("Loaded up to version " + version);
    }
  }

  Figure hot() {
    PostgresEventStore store = log("snapshot_hot");
    Snapshots snapshots = snapshots(
        store,
        SnapshotSettings.defaults().withTrust(Duration.ofMinutes(1)),
        SnapshotPolicy.every(SHORT));
    Commands commands = Commands.of(store, snapshots.loader(), CommandSettings.defaults(), wallet);
    StreamId bare = StreamId.of("account", "bare");
    long[] version = {0};
    return new Figure(
        "command on an aggregate in memory against the bare append of its event",
        "us, median",
        Figure.Bound.atMost(1.3),
        () -> Clients.medianMicros(COMMANDS, () -> {
          NewEvent event = NewEvent.of(
              Transfers.transferred(version[0]), EventMetadata.none().withActor("benchmark"));
          version[0] = store
              .append(bare, ExpectedVersion.exactly(version[0]), List.of(event))
              .version()
              .value();
        }),
        () -> Clients.medianMicros(COMMANDS, () -> commands.send(new Wallet.Transfer("hot", 1))));
  }

  Figure rebuild() throws Exception {
    ProjectionFigures figures = new ProjectionFigures(database);
    String schema = figures.log("snapshot_rebuild", MILLION, STREAMS);
    SnapshotSchema.migrate(database.pool(2), schema);
    PostgresEventStore store = figures.store(schema);
    Snapshots snapshots = snapshots(store, forgetful(), SnapshotPolicy.every(MILLION));
    return new Figure(
        "rebuild of the snapshots of 50,000 streams from 1,000,000 events against replaying them",
        "events/s",
        Figure.Bound.atLeast(0.5),
        () -> Clients.rate(
            MILLION,
            () -> store.readLog(
                LogRead.all(), event -> checksum += event.payload().hashCode())),
        () -> Clients.rate(
            MILLION,
            () ->
                snapshots.operations().rebuild("account", MEMORY, SnapshotProgressListener.NONE)));
  }

  /** Aggregates of which each caller has one; without and with a snapshot of every hundredth event. */
  Figure taking() {
    PostgresEventStore store = log("snapshot_taking");
    Commands without = commands(store, new SnapshotPolicy() {});
    Commands with = commands(store, SnapshotPolicy.every(SHORT));
    return new Figure(
        "commands of 32 callers with a snapshot of every 100 events against none",
        "events/s",
        Figure.Bound.atLeast(0.95),
        () -> sendAll(without, "without"),
        () -> sendAll(with, "with"));
  }

  private Commands commands(PostgresEventStore store, SnapshotPolicy policy) {
    return Commands.of(
        store,
        snapshots(store, SnapshotSettings.defaults(), policy).loader(),
        CommandSettings.defaults(),
        wallet);
  }

  private static double sendAll(Commands commands, String prefix) throws Exception {
    AtomicInteger callers = new AtomicInteger();
    ThreadLocal<String> own = ThreadLocal.withInitial(() -> prefix + callers.incrementAndGet());
    return Clients.rate(
        CALLERS, COMMANDS_EACH, () -> commands.send(new Wallet.Transfer(own.get(), 1)));
  }

  /** What all the replaying came to, so that none of it can be left out. */
  long checksum() {
    return checksum;
  }
}
