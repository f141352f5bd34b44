package dev.cairn.projection;

import dev.cairn.event.RecordedEvent;
import dev.cairn.store.Checkpoint;
import java.util.ArrayList;
import java.util.List;

/** Builds a free projection: as when it follows the log, in large batches. */
final class FreeBulk implements Bulk {

  private final GenerationFeed feed;
  private final int pageSize;
  private List<RecordedEvent> page = new ArrayList<>();

  FreeBulk(GenerationFeed feed, int pageSize) {
    this.feed = feed;
    this.pageSize = pageSize;
  }

  @Override
  public void accept(RecordedEvent event) {
    page.add(event);
  }

  @Override
  public boolean isFull() {
    return page.size() >= pageSize;
  }

  @Override
  public void flush(Checkpoint end, boolean isLast) {
    feed.parts().crashPoints().reached(CrashPoint.BEFORE_FLUSH);
    feed.feed(page, end, new Replay(true));
    feed.parts().crashPoints().reached(CrashPoint.AFTER_FLUSH);
    page = new ArrayList<>();
  }

  @Override
  public void close() {}
}
