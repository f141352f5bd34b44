package dev.cairn.benchmarks;

import dev.cairn.postgres.PostgresEventStore;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Measures every figure, or those whose names are given, and prints the table. */
public final class Benchmarks {

  private static final int ROUNDS = 7;

  private Benchmarks() {}

  public static void main(String[] names) throws Exception {
    try (BenchmarkDatabase database = new BenchmarkDatabase(
        System.getProperty("bench.url"), System.getProperty("bench.user", "postgres"), "")) {
      Map<String, Callable<Figure>> figures = figures(database);
      List<String> chosen =
          names.length == 0 ? List.copyOf(figures.keySet()) : Arrays.asList(names);
      System.out.println("| figure | unit | raw | Cairn | Cairn / raw | promised | |");
      System.out.println("|---|---|---|---|---|---|---|");
      boolean held = true;
      for (String name : chosen) {
        Callable<Figure> figure = figures.get(name);
        if (figure == null) {
          throw new IllegalArgumentException(
              "There is no figure '" + name + "'; there are " + figures.keySet());
        }
        Rounds.Result result = new Rounds(ROUNDS).measure(figure.call());
        System.out.println(result);
        held &= result.holds();
      }
      if (!held) {
        System.exit(1);
      }
    }
  }

  private static Map<String, Callable<Figure>> figures(BenchmarkDatabase database) {
    PostgresEventStore store = PostgresEventStore.open(database.pool(4), Transfers.CODEC);
    AppendFigures append = new AppendFigures(database, store);
    Prepared reading = new Prepared(database);
    Map<String, Callable<Figure>> figures = new LinkedHashMap<>();
    figures.put("append-one", append::oneCaller);
    figures.put("append-64", append::manyCallers);
    figures.put("append-64-group", append::manyCallersAgainstGroupCommit);
    figures.put("append-1000", append::large);
    figures.put("bulk", append::bulk);
    figures.put("load", () -> reading.get().load());
    figures.put("replay", () -> reading.get().replay());
    return figures;
  }

  /** The million events, written when they are first read. */
  private static final class Prepared {
    private final BenchmarkDatabase database;
    private @org.jspecify.annotations.Nullable ReadFigures figures;

    Prepared(BenchmarkDatabase database) {
      this.database = database;
    }

    ReadFigures get() throws Exception {
      ReadFigures prepared = figures;
      if (prepared == null) {
        prepared = ReadFigures.prepared(database);
        figures = prepared;
      }
      return prepared;
    }
  }
}
