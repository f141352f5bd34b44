package dev.cairn.outbox;

import dev.cairn.InvalidInputException;
import java.util.regex.Pattern;

/** What Kafka takes for the name of a topic: see {@code org.apache.kafka.common.internals.Topic}. */
final class TopicNames {

  private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]{1,249}");
  private static final Pattern NOT_IN_NAMES = Pattern.compile("[^a-zA-Z0-9._-]");

  private TopicNames() {}

  static void require(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidInputException(
          "topic name",
          "'" + name + "' is not 1 to 249 letters, digits, dots, underscores and hyphens");
    }
  }

  /** Whether the text may be part of a name as it is. */
  static boolean fits(String part) {
    return !NOT_IN_NAMES.matcher(part).find();
  }
}
