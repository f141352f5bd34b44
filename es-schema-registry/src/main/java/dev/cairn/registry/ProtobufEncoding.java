package dev.cairn.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import dev.cairn.codec.contract.ProtobufContract;
import dev.cairn.codec.schema.Definition;
import dev.cairn.codec.schema.Definition.ChoiceOf;
import dev.cairn.codec.schema.Definition.EnumOf;
import dev.cairn.codec.schema.Definition.RecordOf;
import dev.cairn.codec.schema.EventSchema;
import dev.cairn.codec.schema.Property;
import dev.cairn.codec.schema.Shape;
import dev.cairn.codec.schema.Shape.Bool;
import dev.cairn.codec.schema.Shape.ListOf;
import dev.cairn.codec.schema.Shape.MapOf;
import dev.cairn.codec.schema.Shape.Numeric;
import dev.cairn.codec.schema.Shape.Reference;
import dev.cairn.codec.schema.Shape.Text;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as a message of Protocol Buffers: the JSON that is stored, by the {@link ProtobufContract}. */
final class ProtobufEncoding implements EventEncoding {

  /** The first message of the file: the list of one zero, which the wire format shortens to this. */
  private static final int FIRST_MESSAGE = 0;

  private final EventSchema schema;
  private final ProtobufContract contract;
  private final FileDescriptor file;
  /** By message and property, or by message and the name of the alternative. */
  private final Map<String, Map<String, FieldDescriptor>> fields = new HashMap<>();
  /** By enum and constant. */
  private final Map<String, Map<String, Integer>> constants = new HashMap<>();

  /**
   * @param history the schemas of the event up to the one it is written with
   */
  ProtobufEncoding(List<EventSchema> history, String packageName) {
    this.schema = history.get(history.size() - 1);
    this.contract = ProtobufContract.of(history, packageName);
    this.file = ProtobufFile.of(contract);
    contract.messages().forEach(message -> {
      Map<String, FieldDescriptor> byJson = new HashMap<>();
      Descriptor descriptor = file.findMessageTypeByName(message.name());
      message
          .fields()
          .forEach(field -> byJson.put(field.json(), descriptor.findFieldByNumber(field.number())));
      fields.put(message.name(), byJson);
    });
    contract.enums().forEach(type -> {
      Map<String, Integer> numbers = new HashMap<>();
      type.values().stream()
          .filter(value -> value.number() != 0)
          .forEach(value -> numbers.put(value.json(), value.number()));
      constants.put(type.name(), numbers);
    });
  }

  @Override
  public RegistrySchema schema() {
    return RegistrySchema.protobuf(contract.text());
  }

  @Override
  public String name() {
    return contract.packageName() + "." + schema.root();
  }

  @Override
  public void write(JsonNode event, ByteArrayOutputStream out) throws IOException {
    DynamicMessage message = message(event, schema.rootDefinition());
    out.write(FIRST_MESSAGE);
    CodedOutputStream bytes = CodedOutputStream.newInstance(out);
    // One event has one value, whatever the order of its maps.
    bytes.useDeterministicSerialization();
    message.writeTo(bytes);
    bytes.flush();
  }

  private DynamicMessage message(JsonNode value, Definition definition) {
    if (definition instanceof ChoiceOf choice) {
      return choice(value, choice);
    }
    RecordOf record = (RecordOf) definition;
    JsonNode object = StoredValues.object(value);
    DynamicMessage.Builder message = builder(record.name());
    for (Property property : record.properties()) {
      JsonNode there = StoredValues.property(object, property);
      MisfitException.at(
          property.name(),
          () -> put(message, field(record.name(), property.name()), there, property));
    }
    return message.build();
  }

  private DynamicMessage choice(JsonNode value, ChoiceOf choice) {
    String record = StoredValues.alternative(value, choice);
    FieldDescriptor field = field(choice.name(), value.get(choice.tag()).asText());
    return builder(choice.name())
        .setField(field, message(value, schema.definition(record)))
        .build();
  }

  private DynamicMessage.Builder builder(String message) {
    return DynamicMessage.newBuilder(file.findMessageTypeByName(message));
  }

  private FieldDescriptor field(String message, String json) {
    FieldDescriptor field = fields.getOrDefault(message, Map.of()).get(json);
    if (field == null) {
      throw new IllegalStateException(message + " has no field for " + json);
    }
    return field;
  }

  private DynamicMessage.Builder put(
      DynamicMessage.Builder message,
      FieldDescriptor field,
      @Nullable JsonNode value,
      Property property) {
    if (value != null) {
      return put(message, field, value, property.shape());
    }
    if (property.nullable()) {
      return message;
    }
    if (property.shape() instanceof Shape.Anything) {
      return message.setField(field, "null");
    }
    throw new MisfitException("it is missing, or null, and the schema has it always");
  }

  /** Sets a field that is there, once or as often as the value has elements. */
  private DynamicMessage.Builder put(
      DynamicMessage.Builder message, FieldDescriptor field, JsonNode value, Shape shape) {
    if (field.isMapField()) {
      putEntries(message, field, value, (MapOf) shape);
    } else if (field.isRepeated()) {
      putElements(message, field, value, (ListOf) shape);
    } else {
      message.setField(field, single(value, shape, field));
    }
    return message;
  }

  private void putElements(
      DynamicMessage.Builder message, FieldDescriptor field, JsonNode value, ListOf list) {
    int number = 0;
    for (JsonNode element : StoredValues.array(value)) {
      message.addRepeatedField(
          field,
          MisfitException.at(
              String.valueOf(number++),
              () -> element(element, list.element(), list.nullableElements(), field)));
    }
  }

  private void putEntries(
      DynamicMessage.Builder message, FieldDescriptor field, JsonNode value, MapOf map) {
    Descriptor entry = field.getMessageType();
    FieldDescriptor values = entry.findFieldByNumber(2);
    StoredValues.object(value)
        .properties()
        .forEach(member -> message.addRepeatedField(
            field,
            DynamicMessage.newBuilder(entry)
                .setField(entry.findFieldByNumber(1), member.getKey())
                .setField(
                    values,
                    MisfitException.at(
                        member.getKey(),
                        () ->
                            element(member.getValue(), map.value(), map.nullableValues(), values)))
                .build()));
  }

  /** One of a list or map; those that may be null are in a message of their own. */
  private Object element(JsonNode value, Shape shape, boolean nullable, FieldDescriptor field) {
    if (nullable) {
      DynamicMessage.Builder wrapper = DynamicMessage.newBuilder(field.getMessageType());
      return value.isNull() ? wrapper.build() : wrapped(wrapper, value, shape);
    }
    if (value.isNull() && !(shape instanceof Shape.Anything)) {
      throw new MisfitException("it is null, and the schema has it always");
    }
    return single(value, shape, field);
  }

  private DynamicMessage wrapped(DynamicMessage.Builder wrapper, JsonNode value, Shape shape) {
    FieldDescriptor only = wrapper.getDescriptorForType().getFields().get(0);
    return put(wrapper, only, value, shape).build();
  }

  private Object single(JsonNode value, Shape shape, FieldDescriptor field) {
    if (shape instanceof Reference it) {
      Definition definition = schema.definition(it.definition());
      return definition instanceof EnumOf constant
          ? constant(value, constant, field)
          : message(value, definition);
    } else if (shape instanceof ListOf || shape instanceof MapOf) {
      return wrapped(DynamicMessage.newBuilder(field.getMessageType()), value, shape);
    } else if (shape instanceof Text) {
      return StoredValues.isBytes(shape)
          ? ByteString.copyFrom(StoredValues.bytes(value))
          : StoredValues.text(value);
    } else if (shape instanceof Numeric it) {
      return number(value, it);
    }
    return shape instanceof Bool ? (Object) StoredValues.bool(value) : value.toString();
  }

  private Object constant(JsonNode value, EnumOf type, FieldDescriptor field) {
    Integer number = constants.getOrDefault(type.name(), Map.of()).get(StoredValues.text(value));
    if (number == null) {
      throw new MisfitException("it is none of " + type.constants());
    }
    return field.getEnumType().findValueByNumber(number);
  }

  private static Object number(JsonNode value, Numeric number) {
    return switch (number.kind()) {
      case BYTE, SHORT, INT -> (int) StoredValues.whole(value, number.kind());
      case LONG -> StoredValues.whole(value, number.kind());
      case FLOAT -> StoredValues.singleFloating(value);
      case DOUBLE -> StoredValues.floating(value);
      case BIG_INTEGER, BIG_DECIMAL -> StoredValues.digits(value, number.kind());
    };
  }
}
