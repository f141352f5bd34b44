package dev.cairn.projection;

import static dev.cairn.projection.BankEvents.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.postgres.LogSchema;
import dev.cairn.postgres.LogSchemaException;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.projection.BankEvents.Opened;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tables of projections are made beside the log, and roles get what they need and no more. */
class ProjectionSchemaIT {

  private final ProjectionLog log = ProjectionLog.create();
  private final String schema = log.schema() + "_migrated";
  private final List<HikariDataSource> pools = new ArrayList<>();

  @AfterEach
  void close() {
    log.close();
  }

  private void migrate() {
    ProjectionSchema.migrate(log.pool(), schema);
  }

  private List<String> columns(String of) {
    return log.jdbi()
        .withHandle(handle -> handle
            .createQuery("select table_name || '.' || column_name || ' ' || data_type || ' '"
                + " || is_nullable from information_schema.columns where table_schema = :schema"
                + " and table_name not like '%history' order by table_name, ordinal_position")
            .bind("schema", of)
            .mapTo(String.class)
            .list());
  }

  @Test
  void migratingMakesWhatTheTestsUse() {
    migrate();

    assertThat(columns(schema)).isNotEmpty().isEqualTo(columns(log.schema()));
  }

  @Test
  void migratingAgainAndFromSeveralProcessesAtOnceChangesNothing() {
    CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(this::migrate))
            .limit(3)
            .toArray(CompletableFuture[]::new))
        .join();
    migrate();

    assertThat(columns(schema)).isEqualTo(columns(log.schema()));
  }

  @Test
  void aRoleThatRunsAndARoleThatReadsGetWhatTheyNeed() {
    String runs = log.schema() + "_runs";
    String reads = log.schema() + "_reads";
    for (String role : List.of(runs, reads)) {
      log.execute("create role " + role + " login password 'secret'");
    }
    LogSchema.grantAppendAndRead(log.pool(), log.schema(), runs);
    ProjectionSchema.grantRun(log.pool(), log.schema(), runs);
    log.append(account(1), new Opened("Ada"));
    Projections running = projections(runs);
    running.start();
    running.waitFor("balances", log.store().head(), Duration.ofMinutes(2));
    ProjectionSchema.grantRead(log.pool(), log.schema(), reads);

    Projections reading = projections(reads);
    reading.waitFor("balances", log.store().head(), Duration.ofMinutes(2));
    assertThat(reading.rows(Balance.class).find(1)).contains(new Balance(1, "Ada", 0));

    running.operations().rebuild(List.of("balances"), RebuildListener.NONE);
    assertThat(reading.rows(Balance.class).find(1))
        .as("after a rebuild, too")
        .contains(new Balance(1, "Ada", 0));
    assertThat(running.operations().verify("balances", RebuildListener.NONE).isSame())
        .isTrue();
    HikariDataSource pool = pools.get(pools.size() - 1);
    assertThatThrownBy(() -> Jdbi.create(pool)
            .useHandle(handle -> handle.execute("delete from " + log.schema() + "_read.balances")))
        .hasMessageContaining("permission denied");
  }

  private Projections projections(String role) {
    HikariDataSource pool = log.closing(log.poolOf(role, "secret"));
    pools.add(pool);
    PostgresEventStore store = log.closing(PostgresEventStore.open(
        pool, BankEvents.codec(), PostgresSettings.defaults().withSchema(log.schema())));
    return log.closing(Projections.of(store, Projection.keyed(Balance.class)));
  }

  @Test
  void grantsNeedARoleAndTheTables() {
    assertThatThrownBy(() -> ProjectionSchema.grantRun(log.pool(), log.schema(), "nobody there"))
        .isInstanceOf(LogSchemaException.class)
        .hasMessageContaining("nobody there");
    LogSchema.migrate(log.pool(), schema);
    assertThatThrownBy(() -> ProjectionSchema.grantRead(log.pool(), schema, "postgres"))
        .isInstanceOf(LogSchemaException.class);
  }
}
