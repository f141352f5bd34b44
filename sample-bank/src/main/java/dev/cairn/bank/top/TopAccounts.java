package dev.cairn.bank.top;

import dev.cairn.bank.account.AccountId;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads the read model {@code top-accounts}. */
public final class TopAccounts {

  private static final String FIRST = """
      select account, cents, opened, last_booked
        from %s
       order by cents desc, account
       limit :limit""";

  private TopAccounts() {}

  /**
   * The accounts with the highest balances, the highest first.
   *
   * @param view the read model
   */
  public static List<TopAccount> first(Handle handle, String view, int limit) {
    return handle
        .createQuery(FIRST.formatted(view))
        .bind("limit", limit)
        .map((row, context) -> new TopAccount(
            new AccountId(row.getLong("account")),
            row.getLong("cents"),
            row.getObject("opened", LocalDate.class),
            row.getObject("last_booked", LocalDate.class)))
        .list();
  }
}
