package dev.cairn.cli.schema;

import dev.cairn.codec.contract.Contracts;
import dev.cairn.codec.schema.EventSchema;
import dev.cairn.codec.schema.EventSchemas;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Languages for schemas of single events. */
enum ContractFormat {
  JSON_SCHEMA,
  AVRO,
  PROTOBUF;

  SortedMap<String, String> files(
      EventSchemas events, Map<String, List<EventSchema>> histories, String namespace) {
    return switch (this) {
      case JSON_SCHEMA -> Contracts.jsonSchema(events);
      case AVRO -> Contracts.avro(events, namespace);
      case PROTOBUF -> Contracts.protobuf(events, histories, namespace);
    };
  }

  private String onCommandLine() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As they are typed. */
  static final class Names implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(values()).map(ContractFormat::onCommandLine).iterator();
    }
  }

  static final class Converter implements ITypeConverter<ContractFormat> {

    @Override
    public ContractFormat convert(String value) {
      return Arrays.stream(values())
          .filter(it -> it.onCommandLine().equals(value))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException(
              "'" + value + "' is none of " + String.join(", ", new Names())));
    }
  }
}
