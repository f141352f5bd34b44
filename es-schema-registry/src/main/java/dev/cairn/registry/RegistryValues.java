package dev.cairn.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.codec.schema.EventSchema;
import dev.cairn.event.RecordedEvent;
import dev.cairn.outbox.EventValue;
import dev.cairn.outbox.ValueFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Values in the wire format of schema registries: a zero byte, the id of the schema in four bytes, and
 * what the encoding makes of the event. Thread-safe.
 */
final class RegistryValues implements ValueFormat {

  private static final int HEADER = 6;

  private final RegistryValueSettings settings;
  private final SchemaIds ids;
  private final String contentType;
  private final Function<List<EventSchema>, EventEncoding> encodings;
  private final Map<Form, EventEncoding> known = new ConcurrentHashMap<>();

  private record Form(String type, int revision) {}

  /**
   * @param encodings makes one of the history of an event, of which the last is its form
   */
  RegistryValues(
      SchemaRegistry registry,
      RegistryValueSettings settings,
      String contentType,
      Function<List<EventSchema>, EventEncoding> encodings) {
    this.settings = settings;
    this.ids = new SchemaIds(registry, settings);
    this.contentType = contentType;
    this.encodings = encodings;
  }

  @Override
  public EventValue write(RecordedEvent event, String topic) {
    EventEncoding encoding = encoding(event);
    SchemaIds.Registered schema = ids.of(topic, encoding);
    byte[] json = event.payloadJson();
    ByteArrayOutputStream out = new ByteArrayOutputStream(HEADER + json.length);
    writeHeader(schema.id(), out);
    try {
      JsonNode tree = StoredValues.tree(json);
      encoding.write(tree, out);
    } catch (MisfitException e) {
      throw new UnwritableValueException(event, e.path(), e.problem(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Nothing is written to any place that can fail", e);
    }
    return new EventValue(out.toByteArray(), contentType, schema.uri());
  }

  private static void writeHeader(int id, ByteArrayOutputStream out) {
    out.write(0);
    out.write(id >>> 24);
    out.write(id >>> 16);
    out.write(id >>> 8);
    out.write(id);
  }

  private EventEncoding encoding(RecordedEvent event) {
    Form form = new Form(event.type(), event.revision());
    EventEncoding there = known.get(form);
    return there != null
        ? there
        : known.computeIfAbsent(
            form,
            missing -> encodings.apply(history(missing)
                .orElseThrow(() -> new UnwritableValueException(
                    event,
                    "",
                    "there is no schema of it; add the one that is committed"
                        + " (RegistryValueSettings.withEarlier), or let the relay publish it as it is"
                        + " today (RelaySettings.withUpcasting)",
                    null))));
  }

  /** The schemas of a type up to the last of that revision. */
  private Optional<List<EventSchema>> history(Form form) {
    List<EventSchema> ofType = new ArrayList<>();
    int end = 0;
    for (EventSchema schema : settings.schemas()) {
      if (schema.type().equals(form.type())) {
        ofType.add(schema);
        end = schema.revision() == form.revision() ? ofType.size() : end;
      }
    }
    return end == 0 ? Optional.empty() : Optional.of(ofType.subList(0, end));
  }
}
