package dev.cairn.benchmarks;

import dev.cairn.benchmarks.Transfers.Transferred;
import dev.cairn.event.RecordedEvent;
import dev.cairn.handler.On;
import dev.cairn.projection.FreeProjection;
import org.jdbi.v3.core.Handle;

/** What moved on each account, by one statement for each event. */
@FreeProjection(name = "turnover", version = 1, script = "turnover.sql")
final class Turnover {

  @On
  void on(Transferred e, RecordedEvent event, Handle handle) {
    handle.execute(
        "insert into turnover as t (account, cents) values (?, ?)"
            + " on conflict (account) do update set cents = t.cents + excluded.cents",
        Long.parseLong(event.stream().key()),
        e.cents());
  }
}
