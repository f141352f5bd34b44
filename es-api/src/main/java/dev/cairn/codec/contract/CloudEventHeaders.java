package dev.cairn.codec.contract;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The headers of a published event, all of them text. */
final class CloudEventHeaders {

  private static final List<String> ALWAYS = List.of(
      "content-type",
      "ce_specversion",
      "ce_id",
      "ce_source",
      "ce_type",
      "ce_subject",
      "ce_time",
      "ce_streamversion",
      "ce_position");

  private CloudEventHeaders() {}

  static ObjectNode of(String type) {
    ObjectNode headers = JsonNodeFactory.instance.objectNode().put("type", "object");
    ObjectNode properties = headers.putObject("properties");
    properties.putObject("content-type").put("const", "application/json");
    properties.putObject("ce_specversion").put("const", "1.0");
    put(properties, "ce_id", "The event; unique.").put("format", "uuid");
    put(properties, "ce_source", "The log that the event is in.");
    properties.putObject("ce_type").put("const", type);
    put(properties, "ce_revision", "The revision of the type; left out if it is the first.")
        .put("pattern", "^[0-9]+$");
    put(properties, "ce_subject", "The id of the stream; also the key.");
    put(properties, "ce_time", "When it was appended.").put("format", "date-time");
    put(properties, "ce_streamversion", "Its version in the stream.").put("pattern", "^[0-9]+$");
    put(properties, "ce_position", "Its position in the log.").put("pattern", "^[0-9]+$");
    put(properties, "ce_correlationid", "What it belongs to.").put("format", "uuid");
    put(properties, "ce_causationid", "What caused it.").put("format", "uuid");
    put(properties, "ce_traceparent", "The trace, as W3C Trace Context writes it.");
    ALWAYS.forEach(headers.putArray("required")::add);
    return headers;
  }

  private static ObjectNode put(ObjectNode properties, String name, String description) {
    return properties.putObject(name).put("type", "string").put("description", description);
  }
}
