package dev.cairn.projection;

import dev.cairn.projection.CommandTable.Page;
import dev.cairn.projection.CommandTable.Place;
import dev.cairn.projection.CommandTable.Sent;
import java.util.Collection;
import java.util.function.Predicate;
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
  private static final int ENOUGH = 512;

  /** Of all the time, this part goes into looking from the very start, at most. */
  private static final int PART = 10;

  private final CommandTable table;
  private Place floor = Place.START;
  private long fromStart = System.nanoTime();

  CommandQueue(CommandTable table) {
    this.table = table;
  }

  /**
   * Offers some that can be carried out now, each of another instance, and none of these keys.
   *
   * @param taker says whether it takes one; none is offered once it has taken enough
   * @return whether it has taken any
   */
  boolean next(Handle handle, Collection<String> but, Predicate<Sent> taker) {
    long begun = System.nanoTime();
    if (begun - fromStart < 0) {
      if (from(handle, floor, but, taker)) {
        return true;
      }
    }
    boolean taken = from(handle, Place.START, but, taker);
    long now = System.nanoTime();
    fromStart = now + (now - begun) * PART;
    return taken;
  }

  private boolean from(Handle handle, Place start, Collection<String> but, Predicate<Sent> taker) {
    long taken = 0;
    @Nullable Place after = start;
    for (int pages = 0; after != null && taken < ENOUGH && pages < MOST_PAGES; pages++) {
      Page page = table.page(handle, after, PAGE, but);
      if (pages == 0 && page.first() != null) {
        floor = page.first().before();
      }
      taken += page.ready().stream().filter(taker).count();
      after = page.last();
    }
    return taken > 0;
  }
}
