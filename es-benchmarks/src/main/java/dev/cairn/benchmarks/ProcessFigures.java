package dev.cairn.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.aggregate.StateLoader;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.command.CommandSettings;
import dev.cairn.command.Commands;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.projection.Projection;
import dev.cairn.projection.ProjectionRunner;
import dev.cairn.projection.ProjectionSchema;
import dev.cairn.projection.Projections;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** What it costs to carry out the commands of a process, however many of them wait. */
final class ProcessFigures {

  private static final int ACCOUNTS = 10_000;
  private static final int COMMANDS = 10_000;
  private static final int BACKLOG = 200_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final BenchmarkDatabase database;

  ProcessFigures(BenchmarkDatabase database) {
    this.database = database;
  }

  /** By hand, rows of such a table become events, several in a transaction. */
  Figure commands() {
    Waiting raw = waiting("commands_by_hand");
    Waiting cairn = waiting("commands");
    HikariDataSource pool = database.pool(1);
    return new Figure(
        "commands of a process, 10,000, against moving rows of a table into the log, 32 at a time",
        "commands/s",
        Figure.Bound.atLeast(0.25),
        () -> {
          raw.refill(COMMANDS);
          RawCommands byHand = new RawCommands(pool, raw.schema(), raw.table());
          return Clients.rate(COMMANDS, () -> byHand.carryOut(COMMANDS));
        },
        () -> cairn.carryOut(COMMANDS));
  }

  Figure growth() {
    Waiting few = waiting("few_commands");
    Waiting many = waiting("many_commands");
    return new Figure(
        "commands of a process, 10,000, of 200,000 that wait against 10,000",
        "commands/s",
        Figure.Bound.atLeast(0.9),
        () -> few.carryOut(COMMANDS),
        () -> many.carryOut(BACKLOG));
  }

  /** A log whose process has begun, and has nothing to do yet. */
  private Waiting waiting(String schema) {
    database.createLog(schema);
    ProjectionSchema.migrate(database.pool(2), schema);
    PostgresEventStore store = PostgresEventStore.open(
        database.pool(8),
        JacksonEventCodec.forEvents(Transfers.Transferred.class, Clearing.Ordered.class),
        PostgresSettings.defaults().withSchema(schema));
    Commands commands = Commands.of(
        store, StateLoader.replaying(store), CommandSettings.defaults(), Wallet.model());
    Projections projections = Projections.of(store, Projection.process(Clearing.class, commands));
    projections.process("clearing").beginAtHead();
    return new Waiting(database, store, projections, schema, schema + "_clearing_1.clearing");
  }

  /** Commands that a process has sent. */
  private record Waiting(
      BenchmarkDatabase database,
      PostgresEventStore store,
      Projections projections,
      String schema,
      String instances) {

    String table() {
      return instances + "_commands";
    }

    /** So many wait, as if the process had just sent them: the planner knows nothing of them. */
    void refill(int count) {
      database.execute("truncate " + instances + ", " + table());
      database.execute("""
          insert into %s (key, state, begun_at)
          select 'o' || n, json_build_object('order', 'o' || n), now() + n * interval '1 us'
            from generate_series(1, %d) n""".formatted(instances, count));
      database.execute("""
          insert into %s (key, type, command, metadata, not_before)
          select 'o' || n, 'Wallet.Transfer', json_build_object('account', 'a' || n %% %d, 'number', n),
                 json_build_object('correlationId', gen_random_uuid(), 'causationId', gen_random_uuid(),
                                   'commandId', gen_random_uuid(), 'headers', json_object('{}')), now() + n * interval '1 us'
            from generate_series(1, %d) n""".formatted(table(), ACCOUNTS, count));
    }

    /** Of so many that wait, the rate at which the first are carried out. */
    double carryOut(int count) throws Exception {
      refill(count);
      long end = store.head().value() + COMMANDS;
      ProjectionRunner runner = projections.start();
      try {
        return Clients.rate(COMMANDS, () -> await(end));
      } finally {
        runner.close();
      }
    }

    private void await(long position) throws TimeoutException {
      long begun = System.nanoTime();
      while (store.head().value() < position) {
        if (System.nanoTime() - begun > PATIENCE.toNanos()) {
          throw new TimeoutException("Commands are not carried out");
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    }
  }
}
