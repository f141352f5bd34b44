package dev.cairn.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.cairn.event.EncodedEvent;
import dev.cairn.event.EventCodec;
import dev.cairn.event.EventDecodingException;
import dev.cairn.event.EventEncodingException;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.UnknownEventTypeException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes events as JSON objects with Jackson and reads them back.
 *
 * <p>Records work as they are, and of a record the components are stored; {@code java.time} values
 * are ISO-8601 text; a sealed component holds the name of its alternative in {@code @type} (see {@link
 * dev.cairn.event.StoredName}). A component that may be absent is one that may be null: {@link
 * java.util.Optional} is refused. Strings may hold every character but half a surrogate pair.
 *
 * <p>Unknown properties are ignored, so old code reads events of newer code. What would become a
 * wrong value in silence is an error: a missing or null value for a primitive, a fraction for an
 * integer, a number for an enum, empty text for anything but text.
 *
 * <p>Thread-safe.
 */
public final class JacksonEventCodec implements EventCodec {

  private final EventTypes types;
  private final ObjectMapper mapper;
  private final MetadataJson metadataJson = new MetadataJson();
  private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();
  private final Map<String, ObjectReader> readers = new HashMap<>();

  /** A codec for the given types with Cairn's settings of Jackson. */
  public JacksonEventCodec(EventTypes types) {
    this(types, defaultMapper());
  }

  /**
   * A codec that uses an application's own mapper, which is copied. What the mapper writes stays in
   * the log for good, so its settings are part of the stored format.
   *
   * @throws InvalidEventTypesException if a component of an event cannot be stored, such as one of a
   *     sealed type whose alternatives lack a {@link dev.cairn.event.StoredName}
   */
  public JacksonEventCodec(EventTypes types, ObjectMapper mapper) {
    this.types = types;
    ObjectMapper own = mapper.copy();
    this.mapper = own;
    StoredJson.applyTo(own.getFactory());
    own.setAnnotationIntrospector(new SealedTypeNames());
    List<String> problems = ComponentCheck.problemsOf(types.classes(), own);
    if (!problems.isEmpty()) {
      throw new InvalidEventTypesException(problems);
    }
    for (Class<?> type : types.classes()) {
      writers.put(type, own.writerFor(type));
      readers.put(types.nameOf(type), own.readerFor(type));
    }
  }

  /** A codec for event records and for all the events that sealed types permit. */
  public static JacksonEventCodec forEvents(Class<?>... roots) {
    return new JacksonEventCodec(EventTypes.of(roots));
  }

  /** A mapper with the settings that this codec uses by default, for applications to build upon. */
  public static ObjectMapper defaultMapper() {
    return JsonMapper.builder(StoredJson.factory())
        // "UTC" stays "UTC": what is read equals what was written.
        .addModule(new JavaTimeModule().disable(JavaTimeFeature.NORMALIZE_DESERIALIZED_ZONE_ID))
        .accessorNaming(new RecordComponentNaming())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .enable(SerializationFeature.WRITE_DATES_WITH_ZONE_ID)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .withCoercionConfigDefaults(
            it -> it.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
        .withCoercionConfig(
            LogicalType.Boolean,
            it -> it.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
        .build();
  }

  /** The registry this codec was made with. */
  public EventTypes types() {
    return types;
  }

  /** A copy of the mapper with which events are written and read. */
  public ObjectMapper mapper() {
    return mapper.copy();
  }

  @Override
  public EncodedEvent encode(Object event) {
    ObjectWriter writer = writers.get(event.getClass());
    if (writer == null) {
      throw new EventEncodingException(
          event.getClass(),
          "its class is not registered with the codec; give it @EventType and register it",
          null);
    }
    byte[] json;
    try {
      json = writer.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new EventEncodingException(event.getClass(), e.getOriginalMessage(), e);
    }
    if (LoneSurrogates.isIn(json)) {
      throw new EventEncodingException(
          event.getClass(), "it holds text with half a surrogate pair", null);
    }
    return new EncodedEvent(types.nameOf(event.getClass()), json);
  }

  @Override
  public Object decode(RecordedEvent event) {
    ObjectReader reader = readers.get(event.type());
    if (reader == null) {
      throw new UnknownEventTypeException(event);
    }
    Object decoded;
    try {
      decoded = reader.readValue(event.payloadJson());
    } catch (IOException e) {
      throw new EventDecodingException(event, e);
    }
    if (decoded == null) {
      throw new EventDecodingException(event, new IOException("its payload is null"));
    }
    return decoded;
  }

  @Override
  public byte[] encodeMetadata(EventMetadata metadata) {
    return metadataJson.write(metadata);
  }

  @Override
  public EventMetadata decodeMetadata(RecordedEvent event) {
    try {
      return metadataJson.read(event.metadataJson());
    } catch (IOException | IllegalArgumentException e) {
      throw new EventDecodingException(event, e);
    }
  }
}
