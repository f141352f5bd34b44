package dev.cairn.projection;

import dev.cairn.event.RecordedEvent;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** A line for each deposit, and their totals. A negative deposit cannot be handled. */
@FreeProjection(name = "postings", version = 1, script = "postings.sql")
final class Postings {

  private static final String LINE =
      "insert into postings (position, account, cents) values (:position, :account, :cents)";

  private static final String TOTAL = """
      insert into posting_totals as t (account, cents, postings, last) values (:account, :cents, 1, :position)
      on conflict (account) do update
         set cents = t.cents + excluded.cents, postings = t.postings + 1, last = excluded.last,
             disorder = t.disorder + cast(excluded.last <= t.last as integer)""";

  @OnBatch(BankEvents.Deposited.class)
  void deposited(List<RecordedEvent> events, Handle handle) {
    for (String sql : List.of(LINE, TOTAL)) {
      PreparedBatch batch = handle.prepareBatch(sql);
      for (RecordedEvent event : events) {
        batch
            .bind("position", event.position().value())
            .bind("account", Integer.parseInt(event.stream().key()))
            .bind("cents", ((BankEvents.Deposited) event.payload()).cents())
            .add();
      }
      batch.execute();
    }
  }
}
