package dev.cairn.bank.statements;

import dev.cairn.bank.account.AccountId;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads the read model {@code statements}. */
public final class Statement {

  private static final String LAST = """
      select version, booked, description, cents, balance
        from (select * from %s where account = :account order by version desc limit :limit) last
       order by version""";

  private Statement() {}

  /**
   * The last lines of an account's statement, in order.
   *
   * @param view the read model
   */
  public static List<StatementLine> last(Handle handle, String view, AccountId account, int limit) {
    return handle
        .createQuery(LAST.formatted(view))
        .bind("account", account.value())
        .bind("limit", limit)
        .map((row, context) -> new StatementLine(
            row.getLong("version"),
            row.getObject("booked", LocalDate.class),
            row.getString("description"),
            row.getLong("cents"),
            row.getLong("balance")))
        .list();
  }
}
