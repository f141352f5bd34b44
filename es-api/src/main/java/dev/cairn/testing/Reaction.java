package dev.cairn.testing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the aggregate did with a command.
 *
 * @param refusal what it threw; null if it decided
 */
record Reaction(List<Object> events, @Nullable Exception refusal) {

  /** After a conflict a command is decided again, so a decision that varies is a mistake. */
  void requireSameAs(Reaction again, Object command) {
    if (!events.equals(again.events) || thrown() != again.thrown()) {
      AssertionError failure = new AssertionError("Asked twice about " + command
          + ", the aggregate decided differently. Times, ids and random"
          + " values come with the command; and events are equal if their parts are.\n"
          + SideBySide.of("first", seen(), "second", again.seen()));
      if (again.refusal != null) {
        failure.addSuppressed(again.refusal);
      }
      throw failure;
    }
  }

  private @Nullable Class<?> thrown() {
    return refusal == null ? null : refusal.getClass();
  }

  /** The events, or what was thrown in place of them. */
  List<?> seen() {
    return refusal == null ? events : List.of("threw " + refusal);
  }
}
