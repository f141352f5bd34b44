package dev.cairn.projection;

import dev.cairn.projection.CommandTable.Page;
import dev.cairn.projection.CommandTable.Place;
import dev.cairn.projection.CommandTable.Sent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What to carry out next. It takes as long whatever waits: so many rows are looked at, and those that were
 * deleted but that the server cannot clean up yet, because somebody has a transaction open, are passed over
 * once in a while only. Not thread-safe.
 */
final class CommandQueue {

  private static final int PAGE = 512;
  private static final int MOST_PAGES = 8;

  /** As many are enough to keep everybody busy for a moment. */
  private static final int ENOUGH = 256;

  /** Of all the time, this part goes into looking from the very start, at most. */
  private static final int PART = 10;

  private final CommandTable table;
  private Place floor = Place.START;
  private long fromStart = System.nanoTime();

  CommandQueue(CommandTable table) {
    this.table = table;
  }

  /** Some that can be carried out now, each of another instance, and none of these keys. */
  List<Sent> next(Handle handle, Collection<String> but) {
    long begun = System.nanoTime();
    if (begun - fromStart < 0) {
      List<Sent> some = from(handle, floor, but);
      if (!some.isEmpty()) {
        return some;
      }
    }
    List<Sent> all = from(handle, Place.START, but);
    long now = System.nanoTime();
    fromStart = now + (now - begun) * PART;
    return all;
  }

  private List<Sent> from(Handle handle, Place start, Collection<String> but) {
    List<Sent> ready = new ArrayList<>();
    @Nullable Place after = start;
    for (int pages = 0; after != null && ready.size() < ENOUGH && pages < MOST_PAGES; pages++) {
      Page page = table.page(handle, after, PAGE, but);
      if (pages == 0 && page.first() != null) {
        floor = page.first().before();
      }
      ready.addAll(page.ready());
      after = page.last();
    }
    return ready;
  }
}
