package dev.cairn.event;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a codec brings events of earlier times up to today's form. Stores and readers ask it; applications
 * register upcasters with their codec. Thread-safe.
 */
public interface Upcasting {

  /** For codecs that read every event as it is stored. */
  Upcasting NONE = new Upcasting() {

    @Override
    public boolean isCurrent(String type, int revision) {
      return true;
    }

    @Override
    public List<RecordedEvent> upcast(RecordedEvent stored) {
      return List.of(stored);
    }

    @Override
    public Set<String> storedTypes(Set<String> types) {
      return types;
    }

    @Override
    public Map<EventRevision, EventRevision> merged() {
      return Map.of();
    }

    @Override
    public Set<EventRevision> written() {
      return Set.of();
    }

    @Override
    public void requireReadable(Collection<EventRevision> stored) {
      // Nothing is known of what it reads.
    }
  };

  /** Whether events of this form are read as they are stored. Asked for every event, so it is fast. */
  boolean isCurrent(String type, int revision);

  /**
   * What a stored event is today: none, one or several events at its place in the log, in order. The first
   * has its id, and each other one an id that is derived from it.
   *
   * @throws UpcastingException if the stored text is not what the upcasters were written for
   * @throws UnknownEventRevisionException if nothing leads from its revision to today's
   */
  List<RecordedEvent> upcast(RecordedEvent stored);

  /** The names under which events may be stored that are of one of these types today; empty for empty. */
  Set<String> storedTypes(Set<String> types);

  /**
   * The forms that are read together with the event after them in their stream, each with the form which that
   * has. A store hands over both, see {@link RecordedEvent#neighbourJson()}.
   */
  Map<EventRevision, EventRevision> merged();

  /** The forms in which the codec stores events. */
  Set<EventRevision> written();

  /**
   * Refuses a log that holds forms of this codec's types which it cannot bring up to today's. Types that it
   * does not know are another application's matter, and so are forms that are newer than its own: a newer
   * version of the application runs beside it.
   *
   * @throws UnreadableEventsException if there is such a form; it names them all
   */
  void requireReadable(Collection<EventRevision> stored);
}
