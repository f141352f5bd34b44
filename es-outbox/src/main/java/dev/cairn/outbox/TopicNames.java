package dev.cairn.outbox;

import dev.cairn.InvalidInputException;

/** What Kafka takes for the name of a topic: see {@code org.apache.kafka.common.internals.Topic}. */
final class TopicNames {

  private static final int LONGEST = 249;
  private static final int LONGEST_CATEGORY = 64;

  private TopicNames() {}

  static void require(String name) {
    if (name.isEmpty()
        || name.length() > LONGEST
        || name.equals(".")
        || name.equals("..")
        || !fits(name)) {
      throw new InvalidInputException(
          "topic name",
          "'" + name + "' is not 1 to 249 letters, digits, dots, underscores and hyphens");
    }
  }

  /** What stands before the category of a stream. */
  static void requirePrefix(String prefix) {
    int longest = LONGEST - LONGEST_CATEGORY;
    if (prefix.length() > longest || !fits(prefix)) {
      throw new InvalidInputException(
          "topic prefix",
          "'" + prefix + "' is not at most " + longest
              + " letters, digits, dots, underscores and hyphens");
    }
  }

  /** Whether the text may be part of a name as it is. Asked for every event, so without a pattern. */
  static boolean fits(String part) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean known = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!known && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }
}
