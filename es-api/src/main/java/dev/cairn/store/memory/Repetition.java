package dev.cairn.store.memory;

import dev.cairn.store.AppendResult;
import dev.cairn.store.DuplicateEventIdException;
import dev.cairn.store.EncodedAppend;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells an append that is repeated from one that is new and from one that mixes both. */
final class Repetition {

  private Repetition() {}

  /**
   * The results of the earlier append if this one repeats it, or null if all its ids are new.
   *
   * @throws DuplicateEventIdException if it is neither
   */
  static @Nullable List<AppendResult> of(List<EncodedAppend> appends, EventTable table) {
    EncodedAppend withKnown = null;
    LogEntry known = null;
    boolean someNew = false;
    for (EncodedAppend append : appends) {
      for (EncodedAppend.Event event : append.events()) {
        LogEntry entry = table.event(event.id());
        someNew |= entry == null;
        if (entry != null && known == null) {
          known = entry;
          withKnown = append;
        }
      }
    }
    if (known == null || withKnown == null) {
      return null;
    }
    if (someNew) {
      throw new DuplicateEventIdException(withKnown.stream(), known.id());
    }
    return earlierResults(appends, table);
  }

  private static List<AppendResult> earlierResults(List<EncodedAppend> appends, EventTable table) {
    List<AppendResult> results = new ArrayList<>(appends.size());
    for (EncodedAppend append : appends) {
      results.add(lastOf(append, table).result(true));
    }
    return results;
  }

  /** The last event of the append, if all of them follow each other in its stream. */
  private static LogEntry lastOf(EncodedAppend append, EventTable table) {
    LogEntry last = null;
    for (EncodedAppend.Event event : append.events()) {
      LogEntry entry = table.event(event.id());
      if (entry == null
          || !entry.stream().equals(append.stream())
          || (last != null && entry.version() != last.version() + 1)) {
        throw new DuplicateEventIdException(append.stream(), event.id());
      }
      last = entry;
    }
    if (last == null) {
      throw new IllegalStateException("An encoded append has at least one event");
    }
    return last;
  }
}
