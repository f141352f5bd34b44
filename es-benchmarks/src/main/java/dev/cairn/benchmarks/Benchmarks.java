package dev.cairn.benchmarks;

import dev.cairn.embedded.PostgresServer;
import dev.cairn.embedded.Servers;
import dev.cairn.postgres.PostgresEventStore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Measures every figure, or those whose names are given, and prints the table. */
public final class Benchmarks {

  private static final int ROUNDS = 7;
  private static final String RELAY_LATENCY = "relay-latency";
  private static final String PROJECTION_LAG = "projection-lag";

  private Benchmarks() {}

  public static void main(String[] names) throws Exception {
    try (PostgresServer server = Servers.postgres();
        BenchmarkDatabase database = new BenchmarkDatabase(server)) {
      if (List.of(names).equals(List.of(RELAY_LATENCY))) {
        // Not a ratio, and nothing else may run beside it.
        System.out.println(where(database));
        new RelayLatency(database, Servers.sharedKafka()).measure().forEach(System.out::println);
        return;
      }
      if (List.of(names).equals(List.of(PROJECTION_LAG))) {
        System.out.println(where(database));
        new ProjectionLag(database).measure().forEach(System.out::println);
        return;
      }
      Map<String, Callable<Figure>> figures = figures(database);
      List<String> chosen =
          names.length == 0 ? List.copyOf(figures.keySet()) : Arrays.asList(names);
      System.out.println(where(database) + "; " + ROUNDS + " rounds of each side in turn, medians");
      System.out.println();
      System.out.println(
          "| figure | unit | by hand | Cairn | Cairn / by hand (lowest to highest) | promised | |");
      System.out.println("|---|---|---|---|---|---|---|");
      for (String name : chosen) {
        Callable<Figure> figure = figures.get(name);
        if (figure == null) {
          throw new IllegalArgumentException(
              "There is no figure '" + name + "'; there are " + figures.keySet());
        }
        System.out.println(new Rounds(ROUNDS).measure(figure.call()));
      }
    }
  }

  private static String where(BenchmarkDatabase database) {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, Java %s with at most %d MB of heap, %s",
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        Runtime.getRuntime().maxMemory() >> 20,
        database.version());
  }

  private static Map<String, Callable<Figure>> figures(BenchmarkDatabase database) {
    PostgresEventStore store = PostgresEventStore.open(database.pool(4), Transfers.CODEC);
    AppendFigures append = new AppendFigures(database, store);
    Once<ReadFigures> reading = new Once<>(() -> ReadFigures.prepared(database));
    Once<UpcastFigures> upcasting = new Once<>(() -> UpcastFigures.prepared(database));
    Map<String, Callable<Figure>> figures = new LinkedHashMap<>();
    figures.put("append-one", append::oneCaller);
    figures.put("append-64", append::manyCallers);
    figures.put("append-64-group", append::manyCallersAgainstGroupCommit);
    figures.put("append-1000", append::large);
    figures.put("bulk", append::bulk);
    figures.put("load", () -> reading.get().load());
    figures.put("replay", () -> reading.get().replay());
    figures.put("upcast-idle", () -> upcasting.get().idle());
    figures.put("upcast-step", () -> upcasting.get().step());
    ProjectionFigures projections = new ProjectionFigures(database);
    figures.put("rebuild", projections::rebuild);
    figures.put("rebuild-many", projections::rebuildMany);
    figures.put("rebuild-keys", projections::keys);
    figures.put("rebuild-growth", projections::growth);
    figures.put("live", projections::live);
    figures.put("free", projections::free);
    ProcessFigures processes = new ProcessFigures(database);
    figures.put("process", processes::commands);
    figures.put("process-growth", processes::growth);
    SnapshotFigures snapshots = new SnapshotFigures(database);
    figures.put("snapshot-load", snapshots::load);
    figures.put("snapshot-hot", snapshots::hot);
    figures.put("snapshot-rebuild", snapshots::rebuild);
    figures.put("snapshot-taking", snapshots::taking);
    figures.put("relay", () -> new RelayFigures(database, Servers.sharedKafka()).throughput());
    figures.put("relay-growth", () -> new RelayFigures(database, Servers.sharedKafka()).growth());
    return figures;
  }

  /** A million events, written when they are first read. */
  private static final class Once<T> {
    private final Callable<T> making;
    private @Nullable T made;

    Once(Callable<T> making) {
      this.making = making;
    }

    T get() throws Exception {
      T there = made;
      if (there == null) {
        there = making.call();
        made = there;
      }
      return there;
    }
  }
}
