package dev.cairn.codec.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.codec.schema.EventSchema;
import dev.cairn.codec.schema.SampleEvents;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

/** The schemas of Avro, as Avro reads them. */
final class AvroContractTest {

  @Test
  void avroReadsEverySchemaAndKeepsIt() {
    for (EventSchema schema : SampleEvents.schemas().all()) {
      Schema avro = avro(schema);
      assertThat(new Schema.Parser().parse(avro.toString())).isEqualTo(avro);
      assertThat(SchemaCompatibility.checkReaderWriterCompatibility(avro, avro).getType())
          .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }
  }

  @Test
  void formsBecomeTheTypesThatLoseNothing() {
    Schema numbers = avro(SampleEvents.schemas().of("numbers"));

    assertThat(numbers.getFullName()).isEqualTo("bank.events.numbers.Numbers");
    assertThat(type(numbers, "b")).isEqualTo(Schema.Type.INT);
    assertThat(type(numbers, "l")).isEqualTo(Schema.Type.LONG);
    assertThat(type(numbers, "f")).isEqualTo(Schema.Type.FLOAT);
    assertThat(type(numbers, "d")).isEqualTo(Schema.Type.DOUBLE);
    assertThat(type(numbers, "whole")).isEqualTo(Schema.Type.STRING);
    assertThat(type(numbers, "decimal")).isEqualTo(Schema.Type.STRING);
    assertThat(type(numbers, "boxed")).isEqualTo(Schema.Type.UNION);
    assertThat(numbers.getField("boxed").defaultVal()).isEqualTo(JsonProperties.NULL_VALUE);

    Schema sorts = avro(SampleEvents.schemas().of("all-sorts"));
    assertThat(type(sorts, "bytes")).isEqualTo(Schema.Type.BYTES);
    assertThat(sorts.getField("uuid").schema().getLogicalType().getName()).isEqualTo("uuid");
    assertThat(type(sorts, "payment")).isEqualTo(Schema.Type.UNION);
    assertThat(sorts.getField("maybe").schema().getTypes())
        .extracting(Schema::getName)
        .containsExactly("null", "Card", "Cash", "Split");
    assertThat(type(sorts, "map")).isEqualTo(Schema.Type.MAP);
    assertThat(sorts.getField("re_x2d_named").getProp("x-json")).isEqualTo("re-named");
    assertThat(sorts.getField("set").schema().getElementType().getEnumSymbols())
        .containsExactly("RED", "sea_x2d_green");
    assertThat(sorts.getField("set").schema().getElementType().getObjectProp("x-json"))
        .isEqualTo(Map.of("sea_x2d_green", "sea-green"));
  }

  @Test
  void everyNameBecomesOneThatAvroAllows() {
    EventSchema schema = HostileNames.schema();
    Schema avro = avro(schema);

    assertThat(avro.getProp("x-event-type")).isEqualTo(schema.type());
    assertThat(avro.getFields()).hasSize(20);
  }

  @Test
  void theNameOfADefinitionIsKnown() {
    AvroContract contract = AvroContract.of(SampleEvents.schemas().of("all-sorts"), "bank.events");

    assertThat(contract.fullName("Card")).isEqualTo("bank.events.all_sorts.Card");
    assertThat(contract.schemaJson()).contains("bank.events.all_sorts").endsWith("\n");
  }

  private static Schema.Type type(Schema record, String field) {
    return record.getField(field).schema().getType();
  }

  private static Schema avro(EventSchema schema) {
    return new Schema.Parser().parse(AvroContract.of(schema, "bank.events").schemaJson());
  }
}
