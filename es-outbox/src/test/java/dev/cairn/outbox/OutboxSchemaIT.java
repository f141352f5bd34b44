package dev.cairn.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.outbox.BankEvents.Opened;
import dev.cairn.postgres.LogSchema;
import dev.cairn.postgres.LogSchemaException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The tables of relays and messages are made and upgraded beside the log. */
class OutboxSchemaIT {

  private final OutboxLog log = OutboxLog.create();
  private final String schema = log.schema() + "_migrated";

  @AfterEach
  void close() {
    log.close();
  }

  private void migrate() {
    OutboxSchema.migrate(log.pool(), schema);
  }

  private long number(String query) {
    return log.number(query.replace("$", schema));
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

    assertThat(number("(select count(*) from $.outbox_history where success and version <> '0')"))
        .isEqualTo(2);
    assertThat(columns(schema)).isEqualTo(columns(log.schema()));
  }

  @Test
  void aLogThatIsThereAlreadyKeepsItsEvents() {
    LogSchema.migrate(log.pool(), schema);
    log.execute(
        "insert into " + schema + ".events select * from (values (1::bigint, 1::bigint, now(),"
            + " gen_random_uuid(), 'account:1', 'opened', '{}'::json, '{}'::json)) as event");

    migrate();

    assertThat(number("(select count(*) from $.events)")).isEqualTo(1);
    log.append(BankEvents.account(1), new Opened("a"));
    assertThat(number("(select count(*) from $.events)")).isEqualTo(1);
  }

  @Test
  void tablesFromANewerVersionAreLeftAlone() {
    migrate();
    log.execute("insert into " + schema
        + ".outbox_history (installed_rank, version, description, type, script,"
        + " checksum, installed_by, execution_time, success)"
        + " values (100, '999', 'future', 'SQL', 'V999__future.sql', 1, current_user, 1, true)");

    assertThatThrownBy(this::migrate)
        .isInstanceOf(LogSchemaException.class)
        .hasMessageContaining("999");
  }

  @Test
  void grantsNeedARoleAndTheTables() {
    assertThatThrownBy(() -> OutboxSchema.grantRelay(log.pool(), log.schema(), "nobody there"))
        .isInstanceOf(LogSchemaException.class)
        .hasMessageContaining("nobody there");
    LogSchema.migrate(log.pool(), schema);
    assertThatThrownBy(() -> OutboxSchema.grantSend(log.pool(), schema, "postgres"))
        .isInstanceOf(LogSchemaException.class);
  }
}
