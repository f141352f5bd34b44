package dev.cairn.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.cairn.event.EventEncodingException;
import dev.cairn.event.EventMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Metadata as a JSON object that leaves out what is not known. Written token by token: it is on the
 * path of every append.
 */
final class MetadataJson {

  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

  private final JsonFactory json = StoredJson.factory();

  byte[] write(EventMetadata metadata) {
    if (metadata.equals(EventMetadata.none())) {
      return NOTHING;
    }
    byte[] json = encode(metadata);
    if (LoneSurrogates.isIn(json)) {
      throw new EventEncodingException(
          EventMetadata.class, "it holds text with half a surrogate pair", null);
    }
    return json;
  }

  private byte[] encode(EventMetadata metadata) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder();
        JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      write(out, "correlationId", metadata.correlationId());
      write(out, "causationId", metadata.causationId());
      write(out, "commandId", metadata.commandId());
      write(out, "actor", metadata.actor());
      if (!metadata.headers().isEmpty()) {
        out.writeObjectFieldStart("headers");
        for (Map.Entry<String, String> header : metadata.headers().entrySet()) {
          out.writeStringField(header.getKey(), header.getValue());
        }
        out.writeEndObject();
      }
      out.writeEndObject();
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new EventEncodingException(EventMetadata.class, String.valueOf(e.getMessage()), e);
    }
  }

  private static void write(JsonGenerator out, String name, @Nullable Object value)
      throws IOException {
    if (value != null) {
      out.writeStringField(name, value.toString());
    }
  }

  EventMetadata read(byte[] bytes) throws IOException {
    EventMetadata metadata = EventMetadata.none();
    if (Arrays.equals(bytes, NOTHING)) {
      return metadata;
    }
    try (JsonParser in = json.createParser(bytes)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(in, "Metadata is a JSON object");
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        metadata = readField(metadata, in);
      }
    }
    return metadata;
  }

  private static EventMetadata readField(EventMetadata metadata, JsonParser in) throws IOException {
    String name = in.currentName();
    JsonToken value = in.nextToken();
    if (value == JsonToken.VALUE_STRING) {
      return switch (name) {
        case "correlationId" -> metadata.withCorrelationId(UUID.fromString(in.getText()));
        case "causationId" -> metadata.withCausationId(UUID.fromString(in.getText()));
        case "commandId" -> metadata.withCommandId(UUID.fromString(in.getText()));
        case "actor" -> metadata.withActor(in.getText());
        default -> metadata;
      };
    }
    if (name.equals("headers") && value == JsonToken.START_OBJECT) {
      return metadata.withHeaders(readHeaders(in));
    }
    in.skipChildren();
    return metadata;
  }

  private static Map<String, String> readHeaders(JsonParser in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      if (in.nextToken().isScalarValue()) {
        headers.put(name, in.getText());
      } else {
        in.skipChildren();
      }
    }
    return headers;
  }
}
