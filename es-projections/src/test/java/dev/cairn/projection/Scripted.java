package dev.cairn.projection;

import dev.cairn.event.RecordedEvent;
import dev.cairn.handler.On;
import dev.cairn.projection.BankEvents.Deposited;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Writes down which deposits it handled, in which order, after doing what a test says. */
@FreeProjection(name = "scripted", version = 1, script = "scripted.sql")
final class Scripted {

  /** What a test has it do with an event. */
  @FunctionalInterface
  interface Step {
    void handle(Deposited event, Handle handle);
  }

  private volatile Step step;

  Scripted(Step step) {
    this.step = step;
  }

  /** From now on it does that. */
  void does(Step next) {
    step = next;
  }

  @On
  void on(Deposited event, RecordedEvent recorded, Handle handle) {
    step.handle(event, handle);
    handle.execute(
        "insert into handled (account, cents, position) values (?, ?, ?)",
        recorded.stream().key(),
        event.cents(),
        recorded.position().value());
  }

  /** The accounts and amounts that were handled, in that order. */
  static List<String> handled(ProjectionLog log) {
    return log.rows(
        "select account, cents from @_read.handled order by number",
        row -> row.getString(1) + ":" + row.getLong(2));
  }
}
