package dev.cairn.codec.schema;

import com.fasterxml.jackson.annotation.JsonTypeInfo.As;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.jsonFormatVisitors.JsonFormatVisitable;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.impl.BeanAsArraySerializer;
import com.fasterxml.jackson.databind.ser.std.ByteArraySerializer;
import dev.cairn.codec.EventTypes;
import dev.cairn.codec.schema.Definition.ChoiceOf;
import dev.cairn.codec.schema.Shape.Anything;
import dev.cairn.codec.schema.Shape.Reference;
import dev.cairn.codec.schema.Shape.Text;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the schema of one event by asking the mapper's own serializers what they write, so that
 * annotations, modules and settings of Jackson count as they do when an event is stored.
 */
final class SchemaDerivation {

  private final ObjectMapper mapper;
  private final String eventType;
  private final SerializerProvider serializers;
  private final DefinitionNames names = new DefinitionNames();
  private final Map<JavaType, String> nameOf = new HashMap<>();
  private final Map<JavaType, String> choiceNames = new HashMap<>();
  private final Set<String> begun = new HashSet<>();
  private final SortedMap<String, Definition> definitions = new TreeMap<>();

  private SchemaDerivation(ObjectMapper mapper, String eventType) {
    this.mapper = mapper;
    this.eventType = eventType;
    this.serializers = mapper.getSerializerProviderInstance();
  }

  /**
   * The schema of a registered class.
   *
   * @throws EventSchemaException if it has a form that cannot be described
   */
  static EventSchema of(Class<?> event, EventTypes types, ObjectMapper mapper) {
    String type = types.nameOf(event);
    SchemaDerivation derivation = new SchemaDerivation(mapper, type);
    JavaType root = mapper.constructType(event);
    derivation.nameOf.put(root, derivation.names.take(DefinitionNames.ofEvent(type), root));
    if (derivation.shapeOf(root, null, NullMarks.none()) instanceof Reference reference) {
      return new EventSchema(
          type, types.revisionOf(event), reference.definition(), derivation.definitions);
    }
    throw derivation.undescribable(root, "is not stored as an object");
  }

  ObjectMapper mapper() {
    return mapper;
  }

  EventSchemaException undescribable(JavaType type, String problem) {
    return new EventSchemaException(
        eventType, "cannot be described: " + type.getRawClass().getName() + " " + problem);
  }

  /** The shape of values of a type, where the property says more about it if there is one. */
  Shape shapeOf(JavaType type, @Nullable BeanProperty property, NullMarks marks) {
    if (type.isJavaLangObject()) {
      return new Anything();
    }
    try {
      TypeSerializer tag = type.isContainerType() ? null : serializers.findTypeSerializer(type);
      return tag != null
          ? choiceOf(type, tag)
          : shapeOf(serializers.findValueSerializer(type, property), type, marks);
    } catch (JsonMappingException e) {
      throw new EventSchemaException(eventType, "cannot be described: " + e.getMessage(), e);
    }
  }

  /** The shape of what a serializer writes of a type. */
  Shape shapeOf(JsonSerializer<?> serializer, JavaType type, NullMarks marks)
      throws JsonMappingException {
    if (serializer instanceof ByteArraySerializer) {
      return new Text(TextFormats.BASE64);
    }
    if (type.hasRawClass(char[].class)) {
      return new Text(TextFormats.ANY);
    }
    if (serializer instanceof BeanAsArraySerializer) {
      throw undescribable(type, "is stored as an array of its properties");
    }
    ShapeVisitor visitor = new ShapeVisitor(this, marks);
    visitor.setProvider(serializers);
    serializer.acceptJsonFormatVisitor(visitor, type);
    return visitor.shape(type);
  }

  /**
   * The shape of the elements of a collection or array, or of the values of a map.
   *
   * @param handler the serializer that writes them, if it is known
   */
  Shape contentOf(JavaType type, @Nullable JsonFormatVisitable handler, NullMarks marks)
      throws JsonMappingException {
    JavaType content = type.getContentType();
    if (content == null) {
      return new Anything();
    }
    return handler instanceof JsonSerializer<?> serializer
            && !content.isJavaLangObject()
            && serializers.findTypeSerializer(content) == null
        ? shapeOf(serializer, content, marks.ofContent())
        : shapeOf(content, null, marks.ofContent());
  }

  private Shape choiceOf(JavaType type, TypeSerializer tag) throws JsonMappingException {
    if (tag.getTypeInclusion() != As.PROPERTY && tag.getTypeInclusion() != As.EXISTING_PROPERTY) {
      throw undescribable(type, "tells its alternatives apart by other things than a property");
    }
    String known = choiceNames.get(type);
    if (known != null) {
      return new Reference(known);
    }
    String name = names.take(type);
    choiceNames.put(type, name);
    SortedMap<String, String> alternatives = new TreeMap<>();
    for (JavaType alternative : alternativesOf(type)) {
      Shape shape = shapeOf(
          serializers.findValueSerializer(alternative, null), alternative, NullMarks.none());
      if (!(shape instanceof Reference record)) {
        throw undescribable(alternative, "is an alternative, and is not stored as an object");
      }
      alternatives.put(
          tag.getTypeIdResolver().idFromValueAndType(null, alternative.getRawClass()),
          record.definition());
    }
    definitions.put(name, new ChoiceOf(name, tag.getPropertyName(), alternatives));
    return new Reference(name);
  }

  private List<JavaType> alternativesOf(JavaType type) {
    SerializationConfig config = mapper.getSerializationConfig();
    AnnotatedClass annotated = config.introspectClassAnnotations(type).getClassInfo();
    return mapper.getSubtypeResolver().collectAndResolveSubtypesByClass(config, annotated).stream()
        .map(NamedType::getType)
        // The list of alternatives is inherited, also by each of them.
        .filter(it -> type.getRawClass().isAssignableFrom(it))
        .filter(it -> !Modifier.isAbstract(it.getModifiers()))
        .distinct()
        .map(it -> config.getTypeFactory().constructSpecializedType(type, it))
        .toList();
  }

  /** The name of what is about to be defined; null if it has been, or is being. */
  @Nullable
  String begin(JavaType type) {
    String name = nameOf.computeIfAbsent(type, names::take);
    return begun.add(name) ? name : null;
  }

  /** Where a type that has been begun is defined. */
  Reference referenceTo(JavaType type) {
    return new Reference(Objects.requireNonNull(nameOf.get(type)));
  }

  void define(Definition definition) {
    definitions.put(definition.name(), definition);
  }
}
