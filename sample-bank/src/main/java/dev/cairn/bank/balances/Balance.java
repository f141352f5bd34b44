package dev.cairn.bank.balances;

import dev.cairn.bank.account.Account;
import dev.cairn.bank.account.AccountId;
import dev.cairn.handler.Key;
import dev.cairn.handler.On;
import dev.cairn.projection.model.ReadModel;

/** What is on an account, in cents. A closed one has 0. */
@ReadModel(name = "balances", version = 1)
public record Balance(@Key AccountId account, long cents) {

  @On
  static Balance on(Account.Opened e) {
    return new Balance(e.id(), 0);
  }

  @On
  Balance on(Account.Booked e) {
    return new Balance(account, cents + e.change());
  }
}
