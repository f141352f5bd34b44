package dev.cairn.projection;

import dev.cairn.event.EventMetadata;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
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
      """;

  private static final String LOCK = """
      select key, state, due_at, correlation_id, attempts from %1$s where key = any(:keys) order by key for update""";

  private static final String PUT = """
      insert into %1$s as i (key, state, due_at, correlation_id) values (:key, cast(:state as json), :due, :correlation)
      on conflict (key) do update set state = excluded.state, due_at = excluded.due_at, attempts = 0, error = null,
        changed_at = clock_timestamp()""";

  private static final String REMOVE = "delete from %1$s where key = any(:keys)";

  private static final String SEND = """
      insert into %2$s (key, type, command, metadata)
      values (:key, :type, cast(:command as json), cast(:metadata as json))""";

  private static final String NEXT = """
      select c.number, c.key, c.type, c.command, c.metadata, c.attempts from %2$s c
       where c.not_before <= clock_timestamp() and c.discarded_at is null
         and not exists (select from %2$s before
                          where before.key = c.key and before.number < c.number and before.discarded_at is null)
       order by c.number limit :most""";

  private static final String DONE =
      "delete from %2$s where number = :number and discarded_at is null";

  private static final String WITHDRAW =
      "delete from %2$s where key = :key and discarded_at is null";

  private static final String FAILED = """
      update %2$s set attempts = attempts + 1, error = :error,
        not_before = clock_timestamp() + :millis * interval '1 millisecond' where number = :number""";

  private final String instances;
  private final String commands;

  ProcessTables(String schema, String identifier) {
    this.instances = schema + ".\"" + identifier + '"';
    this.commands = schema + ".\"" + identifier + "_commands\"";
  }

  /** An instance as it is kept. */
  record Kept(
      String key,
      String state,
      @Nullable Instant due,
      @Nullable UUID correlation,
      int attempts) {}

  /** A command that was sent and not yet carried out. */
  record Sent(
      long number, String key, String type, String command, EventMetadata metadata, int attempts) {}

  /** The name of the table of instances. */
  String instances() {
    return instances;
  }

  /** The name of the table of commands. */
  String commands() {
    return commands;
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
    if (all.isEmpty()) {
      return;
    }
    PreparedBatch batch = handle.prepareBatch(sql(PUT));
    for (Kept kept : all) {
      batch
          .bind("key", kept.key)
          .bind("state", kept.state)
          .bind("due", kept.due == null ? null : kept.due.atOffset(ZoneOffset.UTC))
          .bind("correlation", kept.correlation)
          .add();
    }
    batch.execute();
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

  /** Sends commands, in order; their numbers and attempts are the table's. */
  void send(Handle handle, Collection<Sent> all) {
    if (all.isEmpty()) {
      return;
    }
    PreparedBatch batch = handle.prepareBatch(sql(SEND));
    for (Sent sent : all) {
      batch
          .bind("key", sent.key)
          .bind("type", sent.type)
          .bind("command", sent.command)
          .bind("metadata", CommandForms.write(sent.metadata))
          .add();
    }
    batch.execute();
  }

  /** Of each key the first command, if it may be tried now. */
  List<Sent> next(Handle handle, int most) {
    return handle
        .createQuery(sql(NEXT))
        .bind("most", most)
        .map((row, context) -> new Sent(
            row.getLong(1),
            row.getString(2),
            row.getString(3),
            row.getString(4),
            CommandForms.metadata(row.getString(5)),
            row.getInt(6)))
        .list();
  }

  /** Takes a command away that is carried out, or never will be; false if it is gone. */
  boolean done(Handle handle, Sent sent) {
    return handle.createUpdate(sql(DONE)).bind("number", sent.number).execute() == 1;
  }

  /** Takes all commands of an instance away. */
  int withdraw(Handle handle, String key) {
    return handle.createUpdate(sql(WITHDRAW)).bind("key", key).execute();
  }

  /** Has a command tried again later. */
  void failed(Handle handle, Sent sent, Duration pause, String error) {
    handle
        .createUpdate(sql(FAILED))
        .bind("number", sent.number)
        .bind("millis", pause.toMillis())
        .bind("error", error)
        .execute();
  }
}
