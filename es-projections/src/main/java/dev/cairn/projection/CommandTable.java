package dev.cairn.projection;

import dev.cairn.event.EventMetadata;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The commands that instances of a process have sent and that are not carried out yet. Their order is by
 * {@code not_before}: when the instance began, or when it is to be tried again. So what has begun is finished
 * before anything new begins, and what fails is in nobody's way.
 */
final class CommandTable {

  private static final String SEND = """
      insert into %2$s (key, type, command, metadata, not_before)
      select s.key, s.type, cast(s.command as json), cast(s.metadata as json),
             least(clock_timestamp(), (select i.begun_at from %1$s i where i.key = s.key))
        from unnest(:keys, :types, :commands, :metadata) with ordinality s(key, type, command, metadata, n)
       order by s.n""";

  // The limit is of rows that are looked at, so that it never takes longer, whatever waits.
  private static final String NEXT = """
      with page as materialized (
        select number, key, type, command, metadata, attempts, not_before from %2$s
         where discarded_at is null and (not_before, number) > (:time, :number)
           and not_before <= statement_timestamp() and key <> all(:but)
         order by not_before, number limit :most)
      select p.number, p.key, p.type, p.attempts, p.not_before, f.not_before,
             case when f.number is null then p.command end, case when f.number is null then p.metadata end,
             f.not_before > statement_timestamp()
        from page p
        left join lateral (select before.number, before.not_before from %2$s before
                            where before.key = p.key and before.number < p.number and before.discarded_at is null
                            order by before.key, before.number limit 1) f on true
       order by p.not_before, p.number""";

  private static final String DONE =
      "delete from %2$s where number = any(:numbers) and discarded_at is null returning number";

  private static final String WITHDRAW =
      "delete from %2$s where key = any(:keys) and discarded_at is null";

  // Those behind it are not looked at before it is: else they would be again and again.
  private static final String FAILED = """
      update %2$s
         set attempts = attempts + case when number = :number then 1 else 0 end,
             error = case when number = :number then :error else error end,
             not_before = clock_timestamp() + :millis * interval '1 millisecond'
       where key = :key and discarded_at is null""";

  private static final String WAIT = """
      update %2$s c set not_before = w.until
        from unnest(:numbers, cast(:times as timestamptz[])) w(number, until)
       where c.number = w.number and c.discarded_at is null""";

  private final String instances;
  private final String commands;

  CommandTable(String instances, String commands) {
    this.instances = instances;
    this.commands = commands;
  }

  /** A command that was sent and not yet carried out. */
  record Sent(
      long number, String key, String type, String command, EventMetadata metadata, int attempts) {}

  /** A place in the order of the table. */
  record Place(OffsetDateTime time, long number) {
    static final Place START = new Place(OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), 0);

    /** The last place before it. */
    Place before() {
      return new Place(time, number - 1);
    }
  }

  /**
   * Some rows of the table, in its order.
   *
   * @param ready which of them can be carried out: of each key the first
   * @param first the place of the first row; null if there is none
   * @param last that of the last one, if there may be more after it; null if there is not
   */
  record Page(
      List<Sent> ready, @Nullable Place first, @Nullable Place last) {}

  private record Row(
      Place place, @Nullable OffsetDateTime until, @Nullable Sent ready) {}

  private String sql(String statement) {
    return statement.formatted(instances, commands);
  }

  /** Sends commands, in order; their numbers and attempts are the table's. */
  void send(Handle handle, Collection<Sent> all) {
    if (!all.isEmpty()) {
      handle
          .createUpdate(sql(SEND))
          .bindArray("keys", String.class, all.stream().map(Sent::key).toList())
          .bindArray("types", String.class, all.stream().map(Sent::type).toList())
          .bindArray("commands", String.class, all.stream().map(Sent::command).toList())
          .bindArray(
              "metadata",
              String.class,
              all.stream().map(sent -> CommandForms.write(sent.metadata)).toList())
          .execute();
    }
  }

  /** Looks at so many rows after a place, but at none of these keys. */
  Page page(Handle handle, Place after, int most, Collection<String> but) {
    List<Row> rows = handle
        .createQuery(sql(NEXT))
        .bind("time", after.time)
        .bind("number", after.number)
        .bindArray("but", String.class, but)
        .bind("most", most)
        .map((row, context) -> row(row))
        .list();
    wait(handle, rows.stream().filter(row -> row.until != null).toList());
    return new Page(
        rows.stream().map(Row::ready).filter(ready -> ready != null).toList(),
        rows.isEmpty() ? null : rows.get(0).place,
        rows.size() < most ? null : rows.get(rows.size() - 1).place);
  }

  private static Row row(ResultSet row) throws SQLException {
    long number = row.getLong(1);
    String command = row.getString(7);
    return new Row(
        new Place(row.getObject(5, OffsetDateTime.class), number),
        row.getBoolean(9) ? row.getObject(6, OffsetDateTime.class) : null,
        command == null
            ? null
            : new Sent(
                number,
                row.getString(2),
                row.getString(3),
                command,
                CommandForms.metadata(row.getString(8)),
                row.getInt(4)));
  }

  /** What came after one that failed waits as long as that. */
  private void wait(Handle handle, List<Row> rows) {
    if (!rows.isEmpty()) {
      handle
          .createUpdate(sql(WAIT))
          .bindArray(
              "numbers", Long.class, rows.stream().map(row -> row.place.number).toList())
          .bindArray(
              "times",
              String.class,
              rows.stream().map(row -> String.valueOf(row.until)).toList())
          .execute();
    }
  }

  /**
   * Takes commands away that are carried out, or never will be.
   *
   * @return the numbers of those that were there
   */
  Set<Long> done(Handle handle, Collection<Long> numbers) {
    return new HashSet<>(handle
        .createQuery(sql(DONE))
        .bindArray("numbers", Long.class, numbers)
        .mapTo(Long.class)
        .list());
  }

  /** Takes all commands of instances away. */
  void withdraw(Handle handle, Collection<String> keys) {
    handle.createUpdate(sql(WITHDRAW)).bindArray("keys", String.class, keys).execute();
  }

  /** Has a command tried again later, and those of its instance that come after it. */
  void failed(Handle handle, Sent sent, Duration pause, String error) {
    handle
        .createUpdate(sql(FAILED))
        .bind("number", sent.number)
        .bind("key", sent.key)
        .bind("millis", pause.toMillis())
        .bind("error", error)
        .execute();
  }
}
