package dev.cairn.bank.web;

import dev.cairn.bank.web.FeedQueue.Taken;
import dev.cairn.bank.web.FeedQueue.Turn;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.store.LogRead;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends the feed to one client, on the thread of its request, until the client or the server ends. */
final class FeedClient {

  static final String CONTENT_TYPE = "text/event-stream";

  private static final int PAGE = 500;
  private static final long SILENCE_MILLIS = 10_000;
  private static final byte[] ALIVE = ": alive\n\n".getBytes(StandardCharsets.UTF_8);

  private final PostgresEventStore store;
  private final EventFeed feed;
  private final HttpServletResponse response;
  private final OutputStream out;
  private final FeedQueue queue = new FeedQueue();
  /** What the client has been sent, up to here. */
  private long sent;

  FeedClient(PostgresEventStore store, EventFeed feed, HttpServletResponse response)
      throws IOException {
    this.store = store;
    this.feed = feed;
    this.response = response;
    this.out = response.getOutputStream();
  }

  /**
   * @param lastEvent the position after which to begin; less than 0 for now
   * @throws IOException when the client has gone
   */
  void run(long lastEvent) throws IOException, InterruptedException {
    Position head = feed.join(queue);
    try {
      response.setContentType(CONTENT_TYPE);
      response.setCharacterEncoding("utf-8");
      // Ahead of the log is who has seen it before it went back.
      sent = lastEvent < 0 || lastEvent > head.value() ? head.value() : lastEvent;
      send(FeedMessage.start(sent));
      catchUp(head);
      while (follow()) {
        catchUp(feed.join(queue));
      }
    } finally {
      feed.leave(queue);
    }
  }

  /** What was appended before it joined, a page at a time, so that nothing is held while it is sent. */
  private void catchUp(Position joined) throws IOException {
    long head = joined.value();
    while (sent < head && !queue.isEnded()) {
      List<RecordedEvent> page = new ArrayList<>();
      long upTo = Math.min(head, sent + PAGE);
      store.readLog(LogRead.after(new Position(sent)).withUpTo(new Position(upTo)), page::add);
      for (RecordedEvent event : page) {
        FeedMessage.event(EventFeed.Told.of(event)).writeTo(out);
      }
      out.flush();
      sent = upTo;
    }
  }

  /** Sends what comes into the queue; returns true when more came than it holds. */
  private boolean follow() throws IOException, InterruptedException {
    while (true) {
      Taken next = queue.take(SILENCE_MILLIS);
      if (next.turn() == Turn.END || next.turn() == Turn.OVERFLOW) {
        return next.turn() == Turn.OVERFLOW;
      }
      FeedMessage message = next.message();
      if (message == null) {
        out.write(ALIVE);
        out.flush();
      } else {
        send(message);
      }
    }
  }

  private void send(FeedMessage message) throws IOException {
    message.position().ifPresent(position -> sent = position);
    message.writeTo(out);
    out.flush();
  }
}
