package dev.cairn.projection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The two tables of a process: its instances, and the commands that they have sent. */
final class ProcessTables {

  private static final String CREATE = """
      create table %1$s (
        key            text        primary key,
        state          json        not null,
        due_at         timestamptz,
        correlation_id uuid,
        attempts       integer     not null default 0,
        error          text,
        begun_at       timestamptz not null default clock_timestamp(),
        changed_at     timestamptz not null default clock_timestamp()
      );
      create index on %1$s (due_at) where due_at is not null;
      create table %2$s (
        number         bigint      generated always as identity primary key,
        key            text        not null,
        type           text        not null,
        command        json        not null,
        metadata       json        not null,
        sent_at        timestamptz not null default clock_timestamp(),
        attempts       integer     not null default 0,
        not_before     timestamptz not null default clock_timestamp(),
        error          text,
        discarded_at   timestamptz,
        discarded_by   text,
        discard_reason text
      );
      create index on %2$s (key, number) where discarded_at is null;
      create index on %2$s (not_before, number) where discarded_at is null;
      """;

  private static final String LOCK = """
      select key, state, due_at, correlation_id, attempts from %1$s where key = any(:keys) order by key for update""";

  private static final String PUT = """
      insert into %1$s as i (key, state, due_at, correlation_id)
      select p.key, cast(p.state as json), p.due_at, p.correlation_id
        from unnest(:keys, :states, cast(:dues as timestamptz[]), cast(:correlations as uuid[]))
             p(key, state, due_at, correlation_id)
      on conflict (key) do update set state = excluded.state, due_at = excluded.due_at, attempts = 0, error = null,
        changed_at = clock_timestamp()""";

  private static final String REMOVE = "delete from %1$s where key = any(:keys)";

  // What the planner believes of tables that grow and shrink by the minute is wrong most of the
  // time.
  private static final String SEARCH_BY_INDEX = """
      select set_config('enable_seqscan', 'off', true) || set_config('enable_bitmapscan', 'off', true)
             || set_config('enable_sort', 'off', true) || set_config('jit', 'off', true)""";

  private final String instances;
  private final String commands;
  private final CommandTable sent;

  ProcessTables(String schema, String identifier) {
    this.instances = schema + ".\"" + identifier + '"';
    this.commands = schema + ".\"" + identifier + "_commands\"";
    this.sent = new CommandTable(instances, commands);
  }

  /** An instance as it is kept. */
  record Kept(
      String key,
      String state,
      @Nullable Instant due,
      @Nullable UUID correlation,
      int attempts) {}

  /** The name of the table of instances. */
  String instances() {
    return instances;
  }

  /** The name of the table of commands. */
  String commands() {
    return commands;
  }

  /** The commands that wait. */
  CommandTable sent() {
    return sent;
  }

  private String sql(String statement) {
    return statement.formatted(instances, commands);
  }

  void create(Handle handle) {
    handle.createScript(sql(CREATE)).execute();
  }

  /** The instances of these keys, that nobody changes before the end of the transaction. */
  Map<String, Kept> lock(Handle handle, Collection<String> keys) {
    Map<String, Kept> found = new HashMap<>();
    handle
        .createQuery(sql(LOCK))
        .bindArray("keys", String.class, keys)
        .map((row, context) -> kept(row))
        .forEach(kept -> found.put(kept.key, kept));
    return found;
  }

  static Kept kept(ResultSet row) throws SQLException {
    OffsetDateTime due = row.getObject(3, OffsetDateTime.class);
    return new Kept(
        row.getString(1),
        row.getString(2),
        due == null ? null : due.toInstant(),
        row.getObject(4, UUID.class),
        row.getInt(5));
  }

  void put(Handle handle, Collection<Kept> all) {
    if (!all.isEmpty()) {
      handle
          .createUpdate(sql(PUT))
          .bindArray("keys", String.class, all.stream().map(Kept::key).toList())
          .bindArray("states", String.class, all.stream().map(Kept::state).toList())
          .bindArray("dues", String.class, texts(all, Kept::due))
          .bindArray("correlations", String.class, texts(all, Kept::correlation))
          .execute();
    }
  }

  private static List<@Nullable String> texts(
      Collection<Kept> all, Function<Kept, @Nullable Object> component) {
    List<@Nullable String> texts = new ArrayList<>(all.size());
    for (Kept kept : all) {
      Object value = component.apply(kept);
      texts.add(value == null ? null : value.toString());
    }
    return texts;
  }

  void remove(Handle handle, Collection<String> keys) {
    if (!keys.isEmpty()) {
      handle.createUpdate(sql(REMOVE)).bindArray("keys", String.class, keys).execute();
    }
  }

  /** The time by the clock of the log. */
  Instant now(Handle handle) {
    return handle.createQuery("select clock_timestamp()").mapTo(Instant.class).one();
  }

  /** For the rest of the transaction the server searches these tables by their indexes, whatever it believes. */
  static void searchByIndex(Handle handle) {
    handle.createQuery(SEARCH_BY_INDEX).mapTo(String.class).one();
  }
}
