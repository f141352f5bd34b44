package dev.cairn.bank.top;

import dev.cairn.bank.account.Account;
import dev.cairn.bank.account.AccountId;
import dev.cairn.handler.Key;
import dev.cairn.handler.On;
import dev.cairn.projection.model.ReadModel;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An open account, as those see it who look after the largest ones. Its table has an index by balance.
 *
 * @param cents what is on it
 * @param opened the day on which it was opened
 * @param lastBooked the day of its last deposit or withdrawal, or of its opening
 */
@ReadModel(name = "top-accounts", version = 1, script = "top-accounts.sql")
public record TopAccount(
    @Key AccountId account, long cents, LocalDate opened, LocalDate lastBooked) {

  @On
  static TopAccount on(Account.Opened e) {
    return new TopAccount(e.id(), 0, e.on(), e.on());
  }

  /** Money may come back to an account that was closed meanwhile. */
  @On(ifMissing = On.IfMissing.IGNORE)
  TopAccount on(Account.Booked e) {
    return new TopAccount(account, cents + e.change(), opened, e.on());
  }

  @On
  @Nullable
  TopAccount on(Account.Closed e) {
    return null;
  }
}
