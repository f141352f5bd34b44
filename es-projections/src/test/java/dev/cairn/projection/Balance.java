package dev.cairn.projection;

import dev.cairn.event.RecordedEvent;
import dev.cairn.handler.Key;
import dev.cairn.handler.On;
import dev.cairn.projection.model.ReadModel;
import org.jspecify.annotations.Nullable;

/** What is on each account. A negative deposit cannot be handled. */
@ReadModel(name = "balances", version = 1)
record Balance(@Key int account, String owner, long cents) {

  @On
  static Balance on(BankEvents.Opened e, RecordedEvent recorded) {
    return new Balance(Integer.parseInt(recorded.stream().key()), e.owner(), 0);
  }

  @On
  Balance on(BankEvents.Deposited e) {
    if (e.cents() < 0) {
      throw new IllegalArgumentException("A deposit of " + e.cents());
    }
    return new Balance(account, owner, cents + e.cents());
  }

  @On
  Balance on(BankEvents.Withdrawn e) {
    return new Balance(account, owner, cents - e.cents());
  }

  @On(key = {"from", "to"})
  Balance on(BankEvents.Transferred e) {
    return new Balance(account, owner, account == e.from() ? cents - e.cents() : cents + e.cents());
  }

  @On
  @Nullable
  Balance on(BankEvents.Closed e) {
    return null;
  }
}
