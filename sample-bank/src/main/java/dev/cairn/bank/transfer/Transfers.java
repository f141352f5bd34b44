package dev.cairn.bank.transfer;

import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.TransferId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads the read model {@code transfers}. */
public final class Transfers {

  private static final String BEFORE = """
      select transfer, "from", "to", cents, "on", state, reason
        from %s
       where (:state is null or state = :state)
         and (cast(:before as uuid) is null or transfer < cast(:before as uuid))
       order by transfer desc
       limit :limit""";

  private static final String IN_FLIGHT = """
      select count(*) as transfers, coalesce(sum(cents), 0) as cents
        from %s
       where state = 'IN_FLIGHT'""";

  private Transfers() {}

  /** Money that has left nowhere or arrived nowhere, as far as the read model knows. */
  public record InFlight(long transfers, long cents) {}

  /**
   * Transfers in the falling order of their ids, which is the newest first where ids tell the time.
   *
   * @param view the read model
   * @param state only those in this one; null for all
   * @param before only those with ids below this one; null for all
   */
  public static List<TransferRow> before(
      Handle handle,
      String view,
      Transfer.@Nullable State state,
      @Nullable TransferId before,
      long limit) {
    return handle
        .createQuery(BEFORE.formatted(view))
        .bind("state", state == null ? null : state.name())
        .bind("before", before == null ? null : before.value())
        .bind("limit", limit)
        .map((row, context) -> transfer(row))
        .list();
  }

  /** All money on its way. */
  public static InFlight inFlight(Handle handle, String view) {
    return handle
        .createQuery(IN_FLIGHT.formatted(view))
        .map((row, context) -> new InFlight(row.getLong("transfers"), row.getLong("cents")))
        .one();
  }

  private static TransferRow transfer(ResultSet row) throws SQLException {
    return new TransferRow(
        new TransferId(row.getObject("transfer", UUID.class)),
        new AccountId(row.getLong("from")),
        new AccountId(row.getLong("to")),
        row.getLong("cents"),
        row.getObject("on", LocalDate.class),
        Transfer.State.valueOf(row.getString("state")),
        row.getString("reason"));
  }
}
