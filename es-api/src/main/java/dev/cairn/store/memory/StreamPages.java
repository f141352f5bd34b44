package dev.cairn.store.memory;

import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.Direction;
import dev.cairn.store.StreamRead;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads a stream as it is consumed, one page at a time. */
final class StreamPages implements Iterator<RecordedEvent> {

  private static final int PAGE = 256;

  private final MemoryLog log;
  private StreamRead rest;
  private Iterator<RecordedEvent> page = Collections.emptyIterator();
  private boolean last;

  private StreamPages(MemoryLog log, StreamRead read) {
    this.log = log;
    this.rest = read;
  }

  static Stream<RecordedEvent> stream(MemoryLog log, StreamRead read) {
    int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT;
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(new StreamPages(log, read), traits), false);
  }

  @Override
  public boolean hasNext() {
    if (!page.hasNext() && !last) {
      fetch();
    }
    return page.hasNext();
  }

  @Override
  public RecordedEvent next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.next();
  }

  private void fetch() {
    var events = log.page(rest, PAGE);
    page = events.iterator();
    last = events.size() < PAGE || events.size() == rest.limit();
    if (!last) {
      long version = events.get(events.size() - 1).version().value();
      boolean forward = rest.direction() == Direction.FORWARD;
      // Backward from version 0 is what remains after the first event: nothing.
      rest = rest.from(new StreamVersion(forward ? version + 1 : version - 1))
          .limit(rest.limit() - events.size());
    }
  }
}
