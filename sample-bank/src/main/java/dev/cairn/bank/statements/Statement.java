package dev.cairn.bank.statements;

import dev.cairn.bank.account.AccountId;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads the read model {@code statements}. */
public final class Statement {

  private static final String LAST_BEFORE = """
      select version, booked, description, cents, balance
        from (select * from %s
               where account = :account and version < :before
               order by version desc limit :limit) last
       order by version""";

  private Statement() {}

  /**
   * The last lines of an account's statement, in order.
   *
   * @param view the read model
   */
  public static List<StatementLine> last(
      Handle handle, String view, AccountId account, long limit) {
    return before(handle, view, account, Long.MAX_VALUE, limit);
  }

  /**
   * The last lines before a version of the account, in order.
   *
   * @param view the read model
   */
  public static List<StatementLine> before(
      Handle handle, String view, AccountId account, long version, long limit) {
    return handle
        .createQuery(LAST_BEFORE.formatted(view))
        .bind("account", account.value())
        .bind("before", version)
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
