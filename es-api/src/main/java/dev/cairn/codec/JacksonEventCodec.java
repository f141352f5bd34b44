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
import dev.cairn.codec.upcast.Upcasters;
import dev.cairn.event.EncodedEvent;
import dev.cairn.event.EventCodec;
import dev.cairn.event.EventDecodingException;
import dev.cairn.event.EventEncodingException;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.UnknownEventTypeException;
import dev.cairn.event.Upcasting;
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
  private final Upcasters upcasters;
  private final UnknownTypes unknown;
  private final ObjectMapper mapper;
  private final MetadataJson metadataJson = new MetadataJson();
  private final Map<Class<?>, ObjectWriter> writers = new HashMap<>();
  private final Map<String, Form> forms = new HashMap<>();
  private final JsonUpcasting upcasting;

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
    this(types, own(mapper), Upcasters.none(), UnknownTypes.fail());
  }

  private JacksonEventCodec(
      EventTypes types, ObjectMapper own, Upcasters upcasters, UnknownTypes unknown) {
    this.types = types;
    this.mapper = own;
    this.upcasters = upcasters;
    this.unknown = unknown;
    List<String> problems = ComponentCheck.problemsOf(types.classes(), own);
    if (!problems.isEmpty()) {
      throw new InvalidEventTypesException(problems);
    }
    for (Class<?> type : types.classes()) {
      writers.put(type, own.writerFor(type));
      forms.put(types.nameOf(type), new Form(own.readerFor(type), types.revisionOf(type)));
    }
    this.upcasting = new JsonUpcasting(types, upcasters, unknown, forms);
  }

  /** How events of one type are read, if they are of its current revision. */
  record Form(ObjectReader reader, int revision) {}

  private static ObjectMapper own(ObjectMapper mapper) {
    ObjectMapper own = mapper.copy();
    StoredJson.applyTo(own.getFactory());
    own.setAnnotationIntrospector(new SealedTypeNames());
    return own;
  }

  /**
   * The same codec, which reads events of earlier forms by these upcasters.
   *
   * @throws dev.cairn.codec.upcast.InvalidUpcastersException if they do not lead to the forms that the
   *     classes have today
   */
  public JacksonEventCodec withUpcasters(Upcasters steps) {
    return new JacksonEventCodec(types, mapper, steps, unknown);
  }

  /** The same codec with another answer to types that it does not know. */
  public JacksonEventCodec withUnknownTypes(UnknownTypes policy) {
    return new JacksonEventCodec(types, mapper, upcasters, policy);
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

  /** The upcasters this codec was made with. */
  public Upcasters upcasters() {
    return upcasters;
  }

  @Override
  public Upcasting upcasting() {
    return upcasting;
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
    return new EncodedEvent(
        types.nameOf(event.getClass()), types.revisionOf(event.getClass()), json);
  }

  @Override
  public Object decode(RecordedEvent event) {
    Form form = forms.get(event.type());
    if (form == null) {
      return unknown(event);
    }
    if (form.revision() != event.revision()) {
      return onlyOne(event).payload();
    }
    Object decoded;
    try {
      decoded = form.reader().readValue(event.payloadJson());
    } catch (IOException e) {
      throw new EventDecodingException(event, JsonPath.of(e), e);
    }
    if (decoded == null) {
      throw new EventDecodingException(event, new IOException("its payload is null"));
    }
    return decoded;
  }

  private Object unknown(RecordedEvent event) {
    if (upcasting.knows(event.type())) {
      return onlyOne(event).payload();
    }
    if (unknown instanceof UnknownTypes.HandOver) {
      return new UnknownEvent(event.type(), event.revision(), event.payloadText());
    }
    throw new UnknownEventTypeException(event);
  }

  /** A reader that asked for stored events, and then for the payload of one of an earlier form. */
  private RecordedEvent onlyOne(RecordedEvent event) {
    List<RecordedEvent> today = upcasting.upcast(event);
    if (today.size() != 1) {
      throw new EventDecodingException(
          event,
          new IOException("it is " + today.size() + " events today; ask for them with upcast()"));
    }
    return today.get(0);
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
      throw new EventDecodingException(event, JsonPath.of(e), e);
    }
  }
}
