package dev.cairn.codec.upcast;

import dev.cairn.event.EventRevision;
import java.util.List;
import java.util.Set;

/**
 * A step from one form of an event to what follows it. Steps are pure: the same stored event always leads to
 * the same events, whoever reads it and whenever.
 *
 * <p>A step leads to the next revision, or to another type; from there others go on, until the form is one
 * that a class has today. So each step is written once, for what was known then, and never changes.
 */
public sealed interface Upcaster {

  /** The form that the step is for; of a merge, the one of the second event. */
  EventRevision from();

  /** The forms that it may lead to. */
  Set<EventRevision> to();

  /** The event gets its next revision. */
  static Upcaster change(String type, int revision, JsonEdit edit) {
    EventRevision from = new EventRevision(type, revision);
    return new Change(from, from.next(), edit);
  }

  /** The event becomes one of another type. */
  static Upcaster move(String type, int revision, String toType, int toRevision, JsonEdit edit) {
    return new Change(
        new EventRevision(type, revision), new EventRevision(toType, toRevision), edit);
  }

  /**
   * The event becomes several, in this order, each with a copy of the JSON to edit.
   *
   * @param parts at least one
   */
  static Upcaster split(String type, int revision, SplitPart... parts) {
    return new Split(new EventRevision(type, revision), List.of(parts));
  }

  /** The event is none any more: no reader sees it, and it stays in the log. */
  static Upcaster drop(String type, int revision) {
    return new Drop(new EventRevision(type, revision));
  }

  /**
   * Two events that directly follow each other in their stream become one, in the place of the second. Either
   * of them without the other is read as itself, so there are steps for that, too, or classes.
   *
   * <p>For events that were appended together, or that nobody appends any more: a reader that sees the first
   * one before the second is there takes it for one that stands alone.
   */
  static Upcaster merge(
      EventRevision first, EventRevision second, EventRevision to, JsonMerge merge) {
    return new Merge(first, second, to, merge);
  }

  /** One event for one. */
  record Change(EventRevision from, EventRevision target, JsonEdit edit) implements Upcaster {

    @Override
    public Set<EventRevision> to() {
      return Set.of(target);
    }
  }

  /** Several events for one. */
  record Split(EventRevision from, List<SplitPart> parts) implements Upcaster {

    public Split {
      parts = List.copyOf(parts);
    }

    @Override
    public Set<EventRevision> to() {
      return Set.copyOf(parts.stream().map(SplitPart::to).distinct().toList());
    }
  }

  /** No event for one. */
  record Drop(EventRevision from) implements Upcaster {

    @Override
    public Set<EventRevision> to() {
      return Set.of();
    }
  }

  /** One event for two. */
  record Merge(EventRevision first, EventRevision from, EventRevision target, JsonMerge merge)
      implements Upcaster {

    @Override
    public Set<EventRevision> to() {
      return Set.of(target);
    }
  }
}
