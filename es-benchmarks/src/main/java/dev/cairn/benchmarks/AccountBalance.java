package dev.cairn.benchmarks;

import dev.cairn.benchmarks.Transfers.Transferred;
import dev.cairn.event.RecordedEvent;
import dev.cairn.handler.Key;
import dev.cairn.handler.On;
import dev.cairn.projection.model.ReadModel;

/** What is on each account, and how often something moved. */
@ReadModel(name = "balances", version = 1)
record AccountBalance(@Key long account, long cents, long movements) {

  @On
  static AccountBalance first(Transferred e, RecordedEvent event) {
    return new AccountBalance(Long.parseLong(event.stream().key()), e.cents(), 1);
  }

  @On
  AccountBalance on(Transferred e) {
    return new AccountBalance(account, cents + e.cents(), movements + 1);
  }
}
