package dev.cairn.codec.contract;

import dev.cairn.codec.contract.ProtobufContract.Constant;
import dev.cairn.codec.contract.ProtobufContract.EnumType;
import dev.cairn.codec.contract.ProtobufContract.Field;
import dev.cairn.codec.contract.ProtobufContract.FieldType;
import dev.cairn.codec.contract.ProtobufContract.Label;
import dev.cairn.codec.contract.ProtobufContract.Message;
import dev.cairn.codec.schema.Definition;
import dev.cairn.codec.schema.Definition.ChoiceOf;
import dev.cairn.codec.schema.Definition.EnumOf;
import dev.cairn.codec.schema.Definition.RecordOf;
import dev.cairn.codec.schema.EventSchema;
import dev.cairn.codec.schema.Property;
import dev.cairn.codec.schema.Shape;
import dev.cairn.codec.schema.Shape.ListOf;
import dev.cairn.codec.schema.Shape.MapOf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Turns the history of one event into messages. */
final class ProtobufDerivation {

  private final EventSchema schema;
  private final ProtobufNumbers numbers;
  private final Map<String, Message> messages = new TreeMap<>();
  private final Map<String, EnumType> enums = new TreeMap<>();

  private ProtobufDerivation(EventSchema schema, ProtobufNumbers numbers) {
    this.schema = schema;
    this.numbers = numbers;
  }

  static ProtobufContract of(List<EventSchema> history, String packageName) {
    ProtobufNumbers numbers = new ProtobufNumbers();
    for (EventSchema earlier : history) {
      new ProtobufDerivation(earlier, numbers).derive();
    }
    // Once more, now that all numbers that were ever given are known.
    EventSchema now = history.get(history.size() - 1);
    ProtobufDerivation derivation = new ProtobufDerivation(now, numbers);
    derivation.derive();
    List<Message> ordered = new ArrayList<>();
    ordered.add(derivation.messages.remove(now.root()));
    ordered.addAll(derivation.messages.values());
    return new ProtobufContract(
        ContractNames.namespace(packageName, now.type()),
        ordered,
        List.copyOf(derivation.enums.values()));
  }

  private void derive() {
    schema.definitions().values().forEach(this::define);
  }

  private void define(Definition definition) {
    if (definition instanceof RecordOf it) {
      List<Field> fields = new ArrayList<>();
      it.properties().forEach(property -> fields.add(field(it.name(), property)));
      define(it.name(), false, fields);
    } else if (definition instanceof ChoiceOf it) {
      List<Field> fields = new ArrayList<>();
      it.alternatives()
          .forEach((name, record) -> fields.add(
              field(it.name(), name, Label.ONE_OF, new ProtobufType(FieldType.MESSAGE, record))));
      define(it.name(), false, fields);
    } else if (definition instanceof EnumOf it) {
      define(it);
    }
  }

  private void define(EnumOf definition) {
    List<Constant> values = new ArrayList<>();
    String prefix =
        definition.name().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    DistinctNames names = new DistinctNames();
    values.add(new Constant("", names.take(prefix + "_UNSPECIFIED", 0), 0));
    definition.constants().forEach(it -> numbers.of(definition.name(), it));
    List<String> byNumber = new ArrayList<>(definition.constants());
    byNumber.sort(Comparator.comparingInt(it -> numbers.of(definition.name(), it)));
    for (String constant : byNumber) {
      int number = numbers.of(definition.name(), constant);
      String name = prefix + "_" + ContractNames.escaped(constant);
      values.add(new Constant(constant, names.take(name, number), number));
    }
    List<Integer> used = values.stream().map(Constant::number).toList();
    enums.put(
        definition.name(),
        new EnumType(
            definition.name(), List.copyOf(values), numbers.without(definition.name(), used)));
  }

  private void define(String name, boolean wraps, List<Field> fields) {
    DistinctNames names = new DistinctNames();
    List<Field> sorted = fields.stream()
        .sorted(Comparator.comparingInt(Field::number))
        .map(it -> it.withName(names.take(it.name(), it.number())))
        .toList();
    List<Integer> used = sorted.stream().map(Field::number).toList();
    messages.put(name, new Message(name, wraps, sorted, numbers.without(name, used)));
  }

  private Field field(String message, Property property) {
    Shape shape = property.shape();
    if (!property.nullable() && shape instanceof ListOf list) {
      return field(message, property.name(), Label.REPEATED, elements(list));
    }
    if (!property.nullable() && shape instanceof MapOf map) {
      return field(message, property.name(), Label.MAP, values(map));
    }
    Label label = property.nullable() ? Label.OPTIONAL : Label.ALWAYS;
    return field(message, property.name(), label, single(shape));
  }

  private Field field(String message, String json, Label label, ProtobufType type) {
    // Optional or not is the same on the wire.
    Label kind = label == Label.OPTIONAL ? Label.ALWAYS : label;
    int number = numbers.of(message, json + " " + kind + " " + type.name());
    return new Field(json, ContractNames.escaped(json), number, label, type.type(), type.name());
  }

  private ProtobufType elements(ListOf list) {
    return element(list.element(), list.nullableElements());
  }

  private ProtobufType values(MapOf map) {
    return element(map.value(), map.nullableValues());
  }

  private ProtobufType element(Shape shape, boolean nullable) {
    ProtobufType type = single(shape);
    if (!nullable) {
      return type;
    }
    return wrapper("Nullable_" + type.name(), "value", Label.OPTIONAL, type);
  }

  private ProtobufType wrapper(String name, String field, Label label, ProtobufType type) {
    define(name, true, List.of(field(name, field, label, type)));
    return new ProtobufType(FieldType.MESSAGE, name);
  }

  /** What a field holds that is there once. */
  private ProtobufType single(Shape shape) {
    if (shape instanceof ListOf list) {
      ProtobufType elements = elements(list);
      return wrapper("List_" + elements.name(), "items", Label.REPEATED, elements);
    }
    if (shape instanceof MapOf map) {
      ProtobufType values = values(map);
      return wrapper("Map_" + values.name(), "entries", Label.MAP, values);
    }
    return ProtobufType.of(shape, schema);
  }
}
