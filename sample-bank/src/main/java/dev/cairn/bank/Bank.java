package dev.cairn.bank;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.cairn.aggregate.AggregateModel;
import dev.cairn.aggregate.StateLoader;
import dev.cairn.bank.account.Account;
import dev.cairn.bank.balances.Balance;
import dev.cairn.bank.daily.DailyTotal;
import dev.cairn.bank.statements.Statements;
import dev.cairn.bank.top.TopAccount;
import dev.cairn.bank.transfer.Transfer;
import dev.cairn.bank.transfer.TransferProcess;
import dev.cairn.bank.transfer.TransferRow;
import dev.cairn.command.CommandSettings;
import dev.cairn.command.Commands;
import dev.cairn.embedded.EmbeddedPostgres;
import dev.cairn.embedded.EmbeddedServerException;
import dev.cairn.outbox.OutboxSchema;
import dev.cairn.postgres.LogSchemaException;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.projection.Projection;
import dev.cairn.projection.ProjectionSchema;
import dev.cairn.projection.ProjectionSettings;
import dev.cairn.projection.Projections;
import dev.cairn.snapshot.PostgresSnapshotStore;
import dev.cairn.snapshot.SnapshotPolicy;
import dev.cairn.snapshot.SnapshotSchema;
import dev.cairn.snapshot.SnapshotSettings;
import dev.cairn.snapshot.Snapshots;
import dev.cairn.snapshot.Snapshotted;
import dev.cairn.store.EventStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The bank: a database, the log in it, the aggregates that work on it, their snapshots, and its read models.
 * Thread-safe.
 */
public final class Bank implements AutoCloseable {

  /** What moves the money of transfers. */
  public static final String TRANSFERS = "transfer-process";

  /** More connections than cores, because a commit waits for the disk; the rest is group commit. */
  private static final int CONNECTIONS = 12;

  /** After which a server that does not answer is away. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** What opening the bank does about the schema of the log. */
  public enum Schema {
    /** Makes or upgrades it, which its owner may. */
    MIGRATED,
    /** Leaves it alone, and fails if it is not there. */
    AS_IT_IS
  }

  private final Runnable server;
  private final HikariDataSource pool;
  private final BankAddress address;
  private final PostgresEventStore store;
  private final Projections projections;
  private final Snapshots snapshots;
  private final Commands commands;

  private Bank(
      Runnable server, HikariDataSource pool, BankAddress address, PostgresEventStore store) {
    this.server = server;
    this.pool = pool;
    this.address = address;
    this.store = store;
    this.snapshots = Snapshots.of(
        store,
        new PostgresSnapshotStore(store.database()),
        SnapshotSettings.defaults(),
        snapshotsOfTheBank());
    Commands decided = commands(store, snapshots.loader());
    this.projections =
        Projections.of(store, ProjectionSettings.defaults(), projectionsOfTheBank(decided));
    this.commands = decided.withReadModels(projections);
  }

  private static Commands commands(EventStore store, StateLoader loader) {
    return Commands.of(
        store,
        loader,
        CommandSettings.defaults(),
        AggregateModel.of(Account.class),
        AggregateModel.of(Transfer.class));
  }

  /** An account that lives for years is not loaded from its first day. */
  public static List<Snapshotted<?>> snapshotsOfTheBank() {
    return List.of(Snapshotted.of(
        Account.class, SnapshotPolicy.every(50).or(SnapshotPolicy.whenReplayed(100))));
  }

  /** What keeps the bank's read models and runs its process, for whoever looks after them. */
  public static List<Projection> projectionsOfTheBank(PostgresEventStore store) {
    return projectionsOfTheBank(commands(store, StateLoader.replaying(store)));
  }

  private static List<Projection> projectionsOfTheBank(Commands commands) {
    return List.of(
        Projection.keyed(Balance.class),
        Projection.free(new Statements()),
        Projection.keyed(DailyTotal.class),
        Projection.keyed(TopAccount.class),
        Projection.keyed(TransferRow.class),
        Projection.process(TransferProcess.class, commands));
  }

  /**
   * The bank on a PostgreSQL server of its own, which runs until the bank is closed.
   *
   * @param directory where it keeps its data; made if it is not there
   * @throws EmbeddedServerException if the server does not start; a subclass says why
   * @throws LogSchemaException if the schema is not there or cannot be migrated
   */
  public static Bank at(Path directory, Schema schema) {
    EmbeddedPostgres server = EmbeddedPostgres.at(serverIn(directory));
    try {
      return open(server::close, server.jdbcUrl(), server.username(), server.password(), schema);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Where a bank in that directory keeps its server. */
  public static Path serverIn(Path directory) {
    return directory.resolve("postgres");
  }

  /**
   * The bank in a database of a server that runs already.
   *
   * @throws PoolInitializationException if the database cannot be reached
   * @throws LogSchemaException if the schema is not there or cannot be migrated
   */
  public static Bank connect(String jdbcUrl, String user, String password, Schema schema) {
    return open(() -> {}, jdbcUrl, user, password, schema);
  }

  private static Bank open(
      Runnable server, String jdbcUrl, String user, String password, Schema schema) {
    PostgresSettings settings = PostgresSettings.defaults();
    HikariDataSource pool = pool(jdbcUrl, user, password);
    try {
      if (schema == Schema.MIGRATED) {
        OutboxSchema.migrate(pool, settings.schema());
        ProjectionSchema.migrate(pool, settings.schema());
        SnapshotSchema.migrate(pool, settings.schema());
      }
      BankAddress address = new BankAddress(jdbcUrl, user, password);
      return new Bank(
          server, pool, address, PostgresEventStore.open(pool, BankEvents.codec(), settings));
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static HikariDataSource pool(String jdbcUrl, String user, String password) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(password);
    config.setPoolName("bank");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(PATIENCE.toMillis());
    return new HikariDataSource(config);
  }

  /** The log. */
  public PostgresEventStore store() {
    return store;
  }

  /** What keeps the read models, and reads them. */
  public Projections projections() {
    return projections;
  }

  /** What takes snapshots, and knows whether they are right. */
  public Snapshots snapshots() {
    return snapshots;
  }

  /** Where its database is. */
  public BankAddress address() {
    return address;
  }

  /** The same, to be run with other settings; to be closed. */
  public Projections projections(ProjectionSettings settings) {
    return Projections.of(store, settings, projectionsOfTheBank(commands));
  }

  /** The view of a read model, for SQL. */
  public String readModel(String table) {
    return store.database().schema() + "_read." + table;
  }

  /** What accounts are asked through. */
  public Commands commands() {
    return commands;
  }

  /** Lets go of the database; a server of the bank's own stops. */
  @Override
  public void close() {
    projections.close();
    snapshots.close();
    store.close();
    pool.close();
    server.run();
  }
}
