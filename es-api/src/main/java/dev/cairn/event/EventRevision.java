package dev.cairn.event;

import dev.cairn.InvalidInputException;

/**
 * One form in which events of a type are, or were, stored.
 *
 * @param type the name from {@link EventType}
 * @param revision from 1
 */
public record EventRevision(String type, int revision) implements Comparable<EventRevision> {

  /** What a database's smallint holds. */
  private static final int MAX = Short.MAX_VALUE;

  /**
   * @throws InvalidInputException if the type is no name of an event, or the revision is not from 1 to
   *     32,767
   */
  public EventRevision {
    Text.checked("event type", type, 128);
    if (revision < 1 || revision > MAX) {
      throw new InvalidInputException(
          "revision of " + type, "is " + revision + "; it is from 1 to " + MAX);
    }
  }

  /** The one after this. */
  public EventRevision next() {
    return new EventRevision(type, revision + 1);
  }

  @Override
  public int compareTo(EventRevision other) {
    int byType = type.compareTo(other.type);
    return byType == 0 ? Integer.compare(revision, other.revision) : byType;
  }

  /** As people say it: {@code money-deposited revision 2}. */
  @Override
  public String toString() {
    return type + " revision " + revision;
  }
}
