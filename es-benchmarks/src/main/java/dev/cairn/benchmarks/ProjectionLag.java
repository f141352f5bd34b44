package dev.cairn.benchmarks;

import dev.cairn.event.NewEvent;
import dev.cairn.event.Position;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.projection.Projection;
import dev.cairn.projection.Projections;
import dev.cairn.store.ExpectedVersion;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * From the moment at which an append is due until a caller who waits for it knows that the read model has
 * it, at a steady rate, with everything on the same cores.
 */
final class ProjectionLag {

  private static final int RATE = 2_000;
  private static final int CALLERS = 256;
  private static final int ACCOUNTS = 50_000;
  private static final int WARM_UP = 30 * RATE;
  private static final int COUNTED = 30 * RATE;

  private final BenchmarkDatabase database;
  private final Latencies appended = new Latencies(COUNTED);
  private final Latencies shown = new Latencies(COUNTED);

  ProjectionLag(BenchmarkDatabase database) {
    this.database = database;
  }

  /** Lines for people. */
  List<String> measure() throws Exception {
    ProjectionFigures figures = new ProjectionFigures(database);
    PostgresEventStore store = figures.store(figures.log("lag", ACCOUNTS, ACCOUNTS));
    Projections projections = Projections.of(store, Projection.keyed(AccountBalance.class));
    projections.start();
    projections.waitFor("balances", store.head(), Duration.ofMinutes(1));
    new SteadyLoad(RATE, CALLERS).run(WARM_UP + COUNTED, (number, due) -> {
      Position position = append(store, number);
      if (number >= WARM_UP) {
        appended.since(due);
      }
      projections.waitFor("balances", position, Duration.ofMinutes(1));
      if (number >= WARM_UP) {
        shown.since(due);
      }
    });
    return List.of(
        shown.line("append to read model at " + RATE + " events/s"),
        appended.line("the append alone"));
  }

  private static Position append(PostgresEventStore store, long number) {
    NewEvent event = Transfers.event(number);
    int account = ThreadLocalRandom.current().nextInt(ACCOUNTS);
    return store
        .append(ProjectionFigures.account(account), ExpectedVersion.any(), List.of(event))
        .position();
  }
}
