package dev.cairn.bank.statements;

import dev.cairn.bank.account.Account;
import dev.cairn.event.RecordedEvent;
import dev.cairn.projection.FreeProjection;
import dev.cairn.projection.OnBatch;
import java.sql.Types;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Writes the lines of all statements, a whole batch of them with one statement of SQL. */
@FreeProjection(name = "statements", version = 1, script = "statements.sql")
public final class Statements {

  /** The balance goes on from the last line that the account has, if it has one. */
  private static final String APPEND = """
      insert into statements (account, version, booked, description, cents, balance)
      select n.account, n.version, n.booked, n.description, n.cents,
             coalesce(last.balance, 0)
               + cast(sum(n.cents) over (partition by n.account order by n.version) as bigint)
        from unnest(cast(:accounts as bigint[]), cast(:versions as bigint[]), cast(:days as date[]),
                    cast(:descriptions as text[]), cast(:cents as bigint[]))
             as n(account, version, booked, description, cents)
        left join lateral (select s.balance from statements s
                            where s.account = n.account
                            order by s.version desc limit 1) last on true""";

  @OnBatch(Account.Booked.class)
  void append(List<RecordedEvent> events, Handle handle) {
    int size = events.size();
    long[] accounts = new long[size];
    long[] versions = new long[size];
    String[] days = new String[size];
    String[] descriptions = new String[size];
    long[] cents = new long[size];
    for (int i = 0; i < size; i++) {
      Account.Booked booked = (Account.Booked) events.get(i).payload();
      accounts[i] = Long.parseLong(events.get(i).stream().key());
      versions[i] = events.get(i).version().value();
      days[i] = booked.on().toString();
      descriptions[i] = booked.description();
      cents[i] = booked.change();
    }
    handle
        .createUpdate(APPEND)
        .bindBySqlType("accounts", accounts, Types.ARRAY)
        .bindBySqlType("versions", versions, Types.ARRAY)
        .bindBySqlType("days", days, Types.ARRAY)
        .bindBySqlType("descriptions", descriptions, Types.ARRAY)
        .bindBySqlType("cents", cents, Types.ARRAY)
        .execute();
  }
}
