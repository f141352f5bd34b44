package dev.cairn.cli.command;

import dev.cairn.codec.JacksonEventCodec;
import java.util.Collection;
import java.util.Map;

/** What an application's commands know of its events. They need no log. */
public interface SchemaAccess {

  /** The codec with which the application writes and reads events, its upcasters included. */
  JacksonEventCodec codec();

  /**
   * The categories of streams, each with the events of its streams: records, or sealed types of them. Without,
   * contracts say that any event may be in any topic.
   */
  default Map<String, ? extends Collection<Class<?>>> categories() {
    return Map.of();
  }
}
