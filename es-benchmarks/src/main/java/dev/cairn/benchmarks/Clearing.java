package dev.cairn.benchmarks;

import dev.cairn.event.EventType;
import dev.cairn.handler.Key;
import dev.cairn.handler.On;
import dev.cairn.process.Process;
import dev.cairn.process.Step;

/** Sends one command for each order. */
@Process("clearing")
record Clearing(@Key String order) {

  /** Somebody wants money to be moved. */
  @EventType("clearing-ordered")
  record Ordered(String order, String account) {}

  @On
  static Step<Clearing> on(Ordered event) {
    return Step.to(new Clearing(event.order())).send(new Wallet.Transfer(event.account(), 1));
  }
}
