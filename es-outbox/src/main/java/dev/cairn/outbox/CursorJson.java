package dev.cairn.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cairn.event.Position;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.LogIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** The cursor as a JSON object, so that an operator can read the topic with any tool. */
final class CursorJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private CursorJson() {}

  static byte[] write(RelayCursor cursor) {
    LogIdentity identity = Objects.requireNonNull(cursor.checkpoint().identity());
    ObjectNode json = JSON.createObjectNode()
        .put("log", identity.log().toString())
        .put("incarnation", identity.incarnation())
        .put("position", cursor.checkpoint().position().value())
        .put("term", cursor.term());
    UUID event = cursor.checkpoint().eventId();
    if (event != null) {
      json.put("event", event.toString());
    }
    if (!cursor.messages().isEmpty()) {
      ArrayNode messages = json.putArray("messages");
      cursor.messages().forEach(id -> messages.add(id.toString()));
    }
    RelayCursor.Released released = cursor.released();
    if (released != null) {
      json.putObject("released")
          .put("stream", released.stream())
          .put("upTo", released.upTo().value());
    }
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of texts and numbers can be written", e);
    }
  }

  static RelayCursor read(byte[] bytes) {
    try {
      JsonNode json = JSON.readTree(bytes);
      List<UUID> messages = new ArrayList<>();
      json.path("messages").forEach(id -> messages.add(UUID.fromString(id.asText())));
      return new RelayCursor(
          new Checkpoint(
              new LogIdentity(
                  UUID.fromString(json.required("log").asText()),
                  json.required("incarnation").intValue()),
              new Position(json.required("position").longValue()),
              json.has("event") ? UUID.fromString(json.get("event").asText()) : null),
          json.required("term").longValue(),
          messages,
          released(json.path("released")));
    } catch (IOException | IllegalArgumentException e) {
      throw new SerializationException(
          "The cursor '" + new String(bytes, StandardCharsets.UTF_8)
              + "' cannot be read; something else than the relay has written to its topic",
          e);
    }
  }

  private static RelayCursor.@Nullable Released released(JsonNode json) {
    return json.isMissingNode()
        ? null
        : new RelayCursor.Released(
            json.required("stream").asText(), new Position(json.required("upTo").longValue()));
  }
}
