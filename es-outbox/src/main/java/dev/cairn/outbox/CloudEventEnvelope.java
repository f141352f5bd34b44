package dev.cairn.outbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object that structured mode puts around an event (JSON Event Format for CloudEvents 1.0.2).
 * Data of JSON are cut out of it byte by byte, so they stay as they are stored; others are in Base64.
 */
final class CloudEventEnvelope {

  private static final JsonFactory JSON = new JsonFactory();
  /** The payload, if it is JSON. */
  static final String DATA = "data";

  /** Any other payload, as text. */
  static final String DATA_BASE64 = "data_base64";

  private final Map<String, String> attributes = new HashMap<>();
  private byte @Nullable [] data;

  private CloudEventEnvelope() {}

  static CloudEventEnvelope read(byte[] json) throws IOException {
    CloudEventEnvelope envelope = new CloudEventEnvelope();
    try (JsonParser in = JSON.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new JsonParseException(in, "An envelope is a JSON object");
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        envelope.readMember(json, in);
      }
    }
    return envelope;
  }

  private void readMember(byte[] json, JsonParser in) throws IOException {
    String name = in.currentName();
    JsonToken value = in.nextToken();
    if (name.equals(DATA)) {
      int begin = (int) in.currentTokenLocation().getByteOffset();
      if (begin < 0) {
        // The parser has guessed UTF-16 or UTF-32 and counts characters.
        throw new JsonParseException(in, "An envelope is in UTF-8");
      }
      in.skipChildren();
      in.finishToken();
      data = Arrays.copyOfRange(json, begin, (int) in.currentLocation().getByteOffset());
    } else if (name.equals(DATA_BASE64)) {
      if (value != JsonToken.VALUE_STRING) {
        throw new JsonParseException(in, DATA_BASE64 + " is a text");
      }
      data = in.getBinaryValue();
    } else if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
      attributes.put(name, in.getText());
    } else {
      in.skipChildren();
    }
  }

  @Nullable
  String attribute(String name) {
    return attributes.get(name);
  }

  byte @Nullable [] data() {
    return data;
  }
}
