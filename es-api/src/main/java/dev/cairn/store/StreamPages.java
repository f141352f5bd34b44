package dev.cairn.store;

import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamVersion;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Reads a stream as it is consumed, one page at a time, holding nothing between pages. For stores: a
 * stream only grows, so pages fetched at different times still make one consistent prefix of it.
 */
public final class StreamPages implements Iterator<RecordedEvent> {

  /** Enough for most aggregates in one page, and not too much where each event is as large as it may be. */
  private static final int FIRST_PAGE = 128;

  private static final int LARGEST_PAGE = 4_096;
  private static final long PAGE_BYTES = 4L * 1024 * 1024;

  private final Function<StreamRead, List<RecordedEvent>> fetch;
  private StreamRead rest;
  private Iterator<RecordedEvent> page = Collections.emptyIterator();
  private int pageSize = FIRST_PAGE;
  private boolean last;

  private StreamPages(StreamRead read, Function<StreamRead, List<RecordedEvent>> fetch) {
    this.rest = read;
    this.fetch = fetch;
  }

  /**
   * The events of {@code read}, fetched as they are consumed.
   *
   * @param fetch reads one page; the limit of what it is given is the size of the page
   */
  public static Stream<RecordedEvent> stream(
      StreamRead read, Function<StreamRead, List<RecordedEvent>> fetch) {
    int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.DISTINCT;
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(new StreamPages(read, fetch), traits), false);
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
    List<RecordedEvent> events = fetch.apply(rest.limit(Math.min(pageSize, rest.limit())));
    page = events.iterator();
    last = events.size() < pageSize || events.size() == rest.limit();
    if (!last) {
      pageSize = nextPageSize(events);
      long version = events.get(events.size() - 1).version().value();
      boolean forward = rest.direction() == Direction.FORWARD;
      // Backward from version 0 is what remains after the first event: nothing.
      rest = rest.from(new StreamVersion(forward ? version + 1 : version - 1))
          .limit(rest.limit() - events.size());
    }
  }

  /** As many events as are expected to make a page of the size that is wanted. */
  private static int nextPageSize(List<RecordedEvent> events) {
    long bytes = 1;
    for (RecordedEvent event : events) {
      bytes += event.payloadJson().length + event.metadataJson().length;
    }
    return (int) Math.max(1, Math.min(LARGEST_PAGE, PAGE_BYTES * events.size() / bytes));
  }
}
