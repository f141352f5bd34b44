package dev.cairn.cli;

import dev.cairn.cli.CliEvents.Deposited;
import dev.cairn.event.RecordedEvent;
import dev.cairn.handler.Key;
import dev.cairn.handler.On;
import dev.cairn.projection.Projection;
import dev.cairn.projection.model.ReadModel;

/** How much was put on each account. What is negative cannot be handled. */
@ReadModel(name = "totals", version = 1)
record Total(@Key String account, long cents) {

  static Projection projection() {
    return Projection.keyed(Total.class);
  }

  @On
  static Total first(Deposited e, RecordedEvent event) {
    return new Total(event.stream().key(), 0).on(e);
  }

  @On
  Total on(Deposited e) {
    if (e.cents() < 0) {
      throw new IllegalArgumentException("A deposit of " + e.cents());
    }
    return new Total(account, cents + e.cents());
  }
}
