package dev.cairn.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.codec.contract.AvroContract;
import dev.cairn.codec.contract.ContractNames;
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
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** An event as Avro: the JSON that is stored, by the {@link AvroContract} of its schema. */
final class AvroEncoding implements EventEncoding {

  private final EventSchema schema;
  private final String name;
  private final String text;
  private final Schema avro;
  private final GenericDatumWriter<Object> writer;

  AvroEncoding(EventSchema schema, String namespace) {
    AvroContract contract = AvroContract.of(schema, namespace);
    this.schema = schema;
    this.name = contract.fullName(schema.root());
    this.text = contract.schemaJson();
    this.avro = new Schema.Parser().parse(text);
    this.writer = new GenericDatumWriter<>(avro, new GenericData());
  }

  @Override
  public RegistrySchema schema() {
    return RegistrySchema.avro(text);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void write(JsonNode event, ByteArrayOutputStream out) throws IOException {
    Object datum = named(event, schema.rootDefinition(), avro);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    writer.write(datum, encoder);
    encoder.flush();
  }

  private Object named(JsonNode value, Definition definition, Schema type) {
    if (definition instanceof RecordOf record) {
      return record(value, record, type);
    }
    if (definition instanceof ChoiceOf choice) {
      String record = StoredValues.alternative(value, choice);
      return named(value, schema.definition(record), alternative(type, record));
    }
    return constant(value, (EnumOf) definition, type);
  }

  /** Of a union, which may be with null, that of the definition. */
  private static Schema alternative(Schema union, String definition) {
    if (union.getType() != Schema.Type.UNION) {
      return union;
    }
    return union.getTypes().stream()
        .filter(type -> type.getName().equals(definition))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(definition + " is not in " + union));
  }

  /** Fields are in the order of the properties. */
  private Object record(JsonNode value, RecordOf record, Schema type) {
    JsonNode object = StoredValues.object(value);
    GenericData.Record made = new GenericData.Record(type);
    List<Property> properties = record.properties();
    for (int i = 0; i < properties.size(); i++) {
      Property property = properties.get(i);
      Schema field = type.getFields().get(i).schema();
      JsonNode there = StoredValues.property(object, property);
      made.put(
          i,
          MisfitException.at(
              property.name(), () -> value(there, property.shape(), property.nullable(), field)));
    }
    return made;
  }

  private static Object constant(JsonNode value, EnumOf constants, Schema type) {
    String constant = StoredValues.text(value);
    if (!constants.constants().contains(constant)) {
      throw new MisfitException("it is none of " + constants.constants());
    }
    return new GenericData.EnumSymbol(type, ContractNames.escaped(constant));
  }

  private @Nullable Object value(
      @Nullable JsonNode value, Shape shape, boolean nullable, Schema type) {
    if (value == null || (value.isNull() && !(shape instanceof Shape.Anything))) {
      if (nullable) {
        return null;
      }
      if (!(shape instanceof Shape.Anything)) {
        throw new MisfitException("it is missing, or null, and the schema has it always");
      }
      return "null";
    }
    return value(value, shape, nullable ? notNull(type, shape) : type);
  }

  /** A union stays one where the shape is a choice. */
  private Schema notNull(Schema union, Shape shape) {
    return isChoice(shape) ? union : union.getTypes().get(1);
  }

  private boolean isChoice(Shape shape) {
    return shape instanceof Reference reference
        && schema.definition(reference.definition()) instanceof ChoiceOf;
  }

  private Object value(JsonNode value, Shape shape, Schema type) {
    if (shape instanceof Reference it) {
      return named(value, schema.definition(it.definition()), type);
    } else if (shape instanceof Text) {
      return StoredValues.isBytes(shape)
          ? ByteBuffer.wrap(StoredValues.bytes(value))
          : StoredValues.text(value);
    } else if (shape instanceof Numeric it) {
      return number(value, it);
    } else if (shape instanceof Bool) {
      return StoredValues.bool(value);
    } else if (shape instanceof ListOf it) {
      return list(value, it, type);
    } else if (shape instanceof MapOf it) {
      return map(value, it, type);
    }
    return value.toString();
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

  private Object list(JsonNode value, ListOf list, Schema type) {
    List<@Nullable Object> elements = new ArrayList<>();
    for (JsonNode element : StoredValues.array(value)) {
      elements.add(MisfitException.at(
          String.valueOf(elements.size()),
          () -> value(element, list.element(), list.nullableElements(), type.getElementType())));
    }
    return elements;
  }

  /** Sorted, so that one event has one value. */
  private Object map(JsonNode value, MapOf map, Schema type) {
    Map<String, @Nullable Object> entries = new TreeMap<>();
    StoredValues.object(value)
        .properties()
        .forEach(entry -> entries.put(
            entry.getKey(),
            MisfitException.at(
                entry.getKey(),
                () -> value(
                    entry.getValue(), map.value(), map.nullableValues(), type.getValueType()))));
    return entries;
  }
}
