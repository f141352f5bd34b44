package dev.cairn.codec.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cairn.InvalidInputException;
import dev.cairn.codec.EventTypes;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.upcast.Upcasters;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The schemas of the events that an application has in its code now. Immutable. */
public final class EventSchemas {

  private final EventTypes types;
  private final Upcasters upcasters;
  private final SortedMap<String, EventSchema> schemas;

  private EventSchemas(
      EventTypes types, Upcasters upcasters, SortedMap<String, EventSchema> schemas) {
    this.types = types;
    this.upcasters = upcasters;
    this.schemas = schemas;
  }

  /**
   * Those of the events that a codec writes and reads, in the way in which its mapper does, with its
   * upcasters.
   *
   * @throws EventSchemaException if one has a form that cannot be described
   */
  public static EventSchemas of(JacksonEventCodec codec) {
    ObjectMapper mapper = codec.mapper();
    SortedMap<String, EventSchema> schemas = new TreeMap<>();
    for (Class<?> event : codec.types().classes()) {
      EventSchema schema = SchemaDerivation.of(event, codec.types(), mapper);
      schemas.put(schema.type(), schema);
    }
    return new EventSchemas(codec.types(), codec.upcasters(), schemas);
  }

  /** As {@link #of(JacksonEventCodec)}, as Cairn writes and reads events by default. */
  public static EventSchemas of(EventTypes types) {
    return of(new JacksonEventCodec(types));
  }

  /** All of them, by type. */
  public Collection<EventSchema> all() {
    return Collections.unmodifiableCollection(schemas.values());
  }

  /**
   * The one of that type.
   *
   * @throws InvalidInputException if the code has no such type
   */
  public EventSchema of(String type) {
    EventSchema schema = schemas.get(type);
    if (schema == null) {
      throw new InvalidInputException(
          "event type", type + " is not in the code, which has " + schemas.keySet());
    }
    return schema;
  }

  /** The one of that type, if the code has it. */
  Optional<EventSchema> find(String type) {
    return Optional.ofNullable(schemas.get(type));
  }

  /**
   * Compares them with the files that are committed.
   *
   * @param directory such as {@code events}, relative to where the program runs
   */
  public SchemaGuard in(Path directory) {
    return new SchemaGuard(this, directory);
  }

  Upcasters upcasters() {
    return upcasters;
  }

  /** The registry of the types. */
  EventTypes types() {
    return types;
  }
}
