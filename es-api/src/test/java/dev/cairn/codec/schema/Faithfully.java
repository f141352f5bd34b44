package dev.cairn.codec.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.schema.Definition.EnumOf;
import dev.cairn.event.EncodedEvent;
import dev.cairn.event.EventDecodingException;
import dev.cairn.event.RecordedEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whether one class reads what another one writes, found out by doing it. */
final class Faithfully {

  private static final JsonMapper JSON = JsonMapper.builder()
      .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
      .build();

  private final JacksonEventCodec reader;
  private final EventSchema schema;
  private final Schema validator;

  private Faithfully(JacksonEventCodec reader) {
    this.reader = reader;
    this.schema = EventSchemas.of(reader).all().iterator().next();
    this.validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(schema.toJsonSchema(), InputFormat.JSON);
  }

  /**
   * What goes wrong with the first event that the reader cannot read, reads with null where its schema has none,
   * or reads as something else than was written; null if all goes well.
   */
  static @Nullable String failure(
      JacksonEventCodec reader, JacksonEventCodec writer, Class<?> type) {
    Faithfully faithfully = new Faithfully(reader);
    for (Object event : Samples.of(type)) {
      EncodedEvent written = writer.encode(event);
      String failure = faithfully.failure(written);
      if (failure != null) {
        return new String(written.json(), UTF_8) + ": " + failure;
      }
    }
    return null;
  }

  private @Nullable String failure(EncodedEvent written) {
    byte[] again;
    try {
      again = reader.encode(recorded(written).payload()).json();
    } catch (EventDecodingException e) {
      return e.getMessage();
    }
    if (!validator.validate(new String(again, UTF_8), InputFormat.JSON).isEmpty()) {
      return "it is read as " + new String(again, UTF_8);
    }
    try {
      return isSame(JSON.readTree(written.json()), JSON.readTree(again))
          ? null
          : "it becomes " + new String(again, UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private RecordedEvent recorded(EncodedEvent written) {
    return new RecordedEvent(
        1,
        "account:1",
        1,
        new UUID(0, 1),
        written.type(),
        written.revision(),
        written.json(),
        "{}".getBytes(UTF_8),
        Instant.EPOCH,
        reader);
  }

  /** What both have is the same. */
  private boolean isSame(JsonNode written, JsonNode read) {
    if (written.isObject() && read.isObject()) {
      return written.properties().stream()
          .filter(it -> read.has(it.getKey()))
          .allMatch(it -> isSame(it.getValue(), read.get(it.getKey())));
    }
    if (written.isArray() && read.isArray()) {
      List<JsonNode> before = sorted(written);
      List<JsonNode> after = sorted(read);
      return before.size() == after.size()
          && IntStream.range(0, before.size()).allMatch(i -> isSame(before.get(i), after.get(i)));
    }
    if (written.isNumber() && read.isNumber()) {
      return written.decimalValue().compareTo(read.decimalValue()) == 0;
    }
    return written.asText().equals(read.asText())
        || isSameTime(written, read)
        || isAlias(written.asText());
  }

  private boolean isAlias(String constant) {
    return schema.definitions().values().stream()
        .anyMatch(it -> it instanceof EnumOf values && values.aliases().contains(constant));
  }

  private static boolean isSameTime(JsonNode written, JsonNode read) {
    try {
      return OffsetDateTime.parse(written.asText().replaceFirst("\\[.*", ""))
          .isEqual(OffsetDateTime.parse(read.asText().replaceFirst("\\[.*", "")));
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static List<JsonNode> sorted(JsonNode array) {
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    elements.sort(Comparator.comparing(JsonNode::toString));
    return elements;
  }
}
