package dev.cairn.outbox;

import dev.cairn.event.RecordedEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides which topic an event goes to and under which key. Implementations are thread-safe and always
 * decide the same about the same event: after a crash they are asked again.
 */
@FunctionalInterface
public interface TopicRouting {

  /** Where the event goes. An exception parks the event, as {@link Route#refused} does. */
  Route route(RecordedEvent event);

  /**
   * One topic for each category of streams, named prefix and category; the key is the id of the stream.
   * An event whose category cannot be part of a topic's name is refused.
   *
   * @param prefix such as {@code bank.}; may be empty, and leaves room for a category
   * @throws dev.cairn.InvalidInputException if it cannot be part of a topic's name
   */
  static TopicRouting byCategory(String prefix) {
    TopicNames.requirePrefix(prefix);
    Map<String, String> topics = new ConcurrentHashMap<>();
    return event -> {
      String stream = event.streamText();
      String category = stream.substring(0, stream.indexOf(':'));
      String topic = topics.get(category);
      if (topic == null) {
        if (!TopicNames.fits(category)) {
          return Route.refused("the category '" + category + "' cannot be part of a topic's name");
        }
        topic = prefix + category;
        topics.put(category, topic);
      }
      return Route.to(topic, stream);
    };
  }
}
