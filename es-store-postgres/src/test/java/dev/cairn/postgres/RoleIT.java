package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.event.StreamId;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.ContractEvents;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamAppend;
import dev.cairn.store.Subscription;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An application's role can append and read, and nothing else. */
final class RoleIT {

  private static final StreamId STREAM = StreamId.of("account", "1");

  private final TestLog log = TestLog.create();
  private final String role = "app \"quoted\" " + log.schema();
  private final HikariDataSource pool = poolOfRole();

  private HikariDataSource poolOfRole() {
    log.execute("create role " + quoted() + " login password 'app'");
    return log.closing(TestLog.pool(TestLog.server().jdbcUrl(TestLog.database()), role, "app", 4));
  }

  private String quoted() {
    return '"' + role.replace("\"", "\"\"") + '"';
  }

  @AfterEach
  void close() {
    pool.close();
    log.execute("drop owned by " + quoted());
    log.execute("drop role " + quoted());
    log.close();
  }

  @Test
  void withoutGrantsItIsToldWhatIsMissing() {
    assertThatThrownBy(() -> log.store(pool, log.settings()))
        .isInstanceOf(LogSchemaException.class)
        .hasMessageContaining("grantAppendAndRead");

    log.execute("grant usage on schema @ to " + quoted());
    log.execute("grant select on all tables in schema @ to " + quoted());
    PostgresEventStore readOnly = log.store(pool, log.settings());
    assertThat(TestLog.read(readOnly)).isEmpty();
    assertThatThrownBy(() -> readOnly.append(STREAM, ExpectedVersion.any(), counted(1, 2)))
        .isInstanceOf(LogSchemaException.class)
        .hasMessageContaining("grantAppendAndRead");
    assertThatThrownBy(() -> readOnly.closeStream(STREAM, ExpectedVersion.any(), "ann", "over"))
        .isInstanceOf(LogSchemaException.class)
        .hasMessageContaining("grantAppendAndRead");
  }

  @Test
  void withThemItAppendsReadsAndSubscribes() {
    grant();
    PostgresEventStore store = log.store(pool, log.settings());
    Followed followed = new Followed();
    try (Subscription subscription =
        store.subscribe(Checkpoint.START, EventFilter.all(), followed)) {
      followed.watch(subscription);
      store.append(STREAM, ExpectedVersion.noStream(), counted(1, 1));
      store.append(STREAM, ExpectedVersion.exactly(1), counted(2, 4));
      store.append(List.of(
          new StreamAppend(STREAM, ExpectedVersion.streamExists(), counted(5, 5)),
          new StreamAppend(StreamId.of("account", "2"), ExpectedVersion.any(), counted(1, 1))));
      Jdbi.create(pool)
          .useTransaction(
              handle -> store.append(handle, STREAM, ExpectedVersion.exactly(5), counted(6, 6)));
      assertThat(store.closeStream(STREAM, ExpectedVersion.exactly(6), "ann", "over"))
          .isEqualTo(store.closedStream(STREAM).orElseThrow());
      assertThat(followed.await(7)).isEqualTo(TestLog.read(store));
    }
    followed.assertIsTheWholeLog(log);
  }

  @Test
  void itCanDoNothingElse() {
    grant();
    String row = "(9, 1, now(), gen_random_uuid(), 'account:1', 'counted', '{}', '{}', 1)";
    for (String attempt : List.of(
        "insert into @.events values " + row,
        "update @.events set payload = '{}'",
        "delete from @.events",
        "truncate @.events",
        "select nextval('@.positions')",
        "select setval('@.positions', 100)",
        "select last_value from @.positions",
        "select @.lock_log(1000)",
        "select @.begin_incarnation('mine')",
        "select @.append_slowly('{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')",
        "insert into @.closed_streams values ('account:1', 1, now(), 'me', 'mine')",
        "delete from @.closed_streams",
        "insert into @.event_revisions values ('counted', 7)",
        "delete from @.event_revisions",
        "insert into @.incarnations values (2, 0, now(), 'mine')",
        "update @.log set id = gen_random_uuid()",
        "drop trigger events_immutable on @.events",
        "alter table @.events disable trigger events_immutable",
        "alter table @.events add column mine int",
        "create table @.mine (n int)",
        "create function @.mine() returns int language sql as 'select 1'",
        "drop schema @ cascade",
        "drop function @.lock_log(integer)",
        "set session_replication_role = replica",
        "comment on table @.events is 'mine'")) {
      assertThatThrownBy(() -> Jdbi.create(pool)
              .useHandle(handle -> handle.execute(attempt.replace("@", log.schema()))))
          .as(attempt)
          .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }
    assertThatThrownBy(() -> new BulkAppend(pool, ContractEvents.codec(), log.settings())
            .append(Stream.of(new StreamAppend(STREAM, ExpectedVersion.any(), counted(1, 1)))))
        .isInstanceOf(LogSchemaException.class);
    assertThat(log.number("(select count(*) from @.events)")).isZero();
  }

  @Test
  void grantingTwiceIsGrantingOnce() {
    grant();
    grant();
    assertThat(log.store(pool, log.settings()).head().value()).isZero();
  }

  /**
   * The append functions run with the rights of their owner. Whoever can make functions, operators or
   * temporary tables that they take for the real ones can do what the owner can.
   */
  @Test
  void objectsOnItsSearchPathAreNeverTakenForThoseOfTheLog() throws SQLException {
    grant();
    log.execute("create schema @_trap authorization " + quoted());
    try {
      layTraps();
      for (String path :
          List.of("@_trap, pg_catalog", "@_trap, @, public, pg_catalog", "pg_temp, @_trap")) {
        Jdbi.create(pool).useHandle(handle -> {
          handle.execute("set search_path = " + path.replace("@", log.schema()));
          handle.execute(
              "create temp table if not exists events (like " + log.schema() + ".events)");
          append(handle.getConnection(), path);
        });
      }
      assertThat(log.number("(select count(*) from @.events)")).isEqualTo(6);
      assertThat(log.number("(select count(*) from @_trap.caught)")).isZero();
    } finally {
      log.execute("drop schema @_trap cascade");
    }
  }

  /** The owner's own calls run with the owner's search path, on which others may have put things. */
  @Test
  void objectsOnTheSearchPathOfTheOwnerAreNotTakenForThoseOfTheLogEither() {
    log.execute("create schema @_trap authorization " + quoted());
    try {
      layTraps();
      HikariDataSource owner = log.closing(TestLog.pool(
          TestLog.server().jdbcUrl(TestLog.database()) + "?currentSchema=" + log.schema()
              + "_trap,pg_catalog",
          TestLog.server().username(),
          TestLog.server().password(),
          2));
      new BulkAppend(owner, ContractEvents.codec(), log.settings())
          .append(Stream.of(new StreamAppend(STREAM, ExpectedVersion.any(), counted(1, 2))));
      Jdbi.create(owner)
          .useHandle(handle ->
              handle.execute("select " + log.schema() + ".begin_incarnation('restored')"));

      assertThat(log.number("(select count(*) from @.events)")).isEqualTo(2);
      assertThat(log.number("(select count(*) from @_trap.caught)")).isZero();
    } finally {
      log.execute("drop schema @_trap cascade");
    }
  }

  private void layTraps() {
    for (String trap : List.of(
        "create table @_trap.caught (who text)",
        """
        create function @_trap.spring() returns void language sql as
          $$insert into @_trap.caught values (current_user)$$""",
        """
        create function @_trap.hashtextextended(text, integer) returns bigint language sql as
          $$select @_trap.spring(); select 1::bigint$$""",
        """
        create function @_trap.concat_them(integer, text) returns text language sql as
          $$select @_trap.spring(); select '1ms'::text$$""",
        "create operator @_trap.|| (leftarg = integer, rightarg = text, function = @_trap.concat_them)",
        """
        create function @_trap.nextval(text) returns bigint language sql as
          $$select @_trap.spring(); select 7::bigint$$""",
        """
        create function @_trap.pg_notify(text, text) returns void language sql as
          $$select @_trap.spring()$$""",
        """
        create function @_trap.pg_try_advisory_xact_lock(bigint) returns boolean language sql as
          $$select @_trap.spring(); select true$$""",
        """
        create function @_trap.current_setting(text) returns text language sql as
          $$select @_trap.spring(); select 'read committed'::text$$""",
        "create domain @_trap.json as text")) {
      Jdbi.create(pool).useHandle(handle -> handle.execute(trap.replace("@", log.schema())));
    }
  }

  private void append(Connection connection, String seed) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "select " + log.schema() + ".close_stream(1000, 'account:none', -1, 'ann', 'over')");
    }
    String call = "select " + log.schema()
        + ".append_event(1000, ?, 0, gen_random_uuid(), 'counted', 1, '{}', '{}')";
    try (var statement =
        connection.prepareStatement(call.replace("gen_random", "pg_catalog.gen_random"))) {
      statement.setString(1, "account:" + seed);
      statement.executeQuery().close();
    }
    String many = """
        select outcomes from %s.append_events(1000, '{0}', array[?], '{-1}', '{1}', '{1}', array[?], '{1}',
                                              array[pg_catalog.gen_random_uuid()], '{counted}', '{1}', '{"{}"}', '{"{}"}')""".formatted(log.schema());
    try (var statement = connection.prepareStatement(many)) {
      statement.setString(1, "account:" + seed);
      statement.setString(2, "account:" + seed);
      statement.executeQuery().close();
    }
  }

  private void grant() {
    LogSchema.grantAppendAndRead(log.dataSource(), log.schema(), role);
  }
}
