package dev.cairn.cli.events;

import dev.cairn.cli.command.JsonOutput;
import dev.cairn.event.RecordedEvent;

/** An event for programs. */
public final class EventJson {

  private EventJson() {}

  /** One object with all there is to know; payload and metadata as they are stored. */
  public static void write(RecordedEvent event, JsonOutput json) {
    json.begin()
        .put("position", event.position().value())
        .put("stream", event.streamText())
        .put("version", event.version().value())
        .put("id", event.id())
        .put("type", event.type())
        .put("revision", event.revision())
        .put("recordedAt", event.recordedAt())
        .putStored("payload", event.payloadJson())
        .putStored("metadata", event.metadataJson())
        .end();
  }
}
