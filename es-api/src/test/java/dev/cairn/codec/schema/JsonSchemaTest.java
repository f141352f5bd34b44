package dev.cairn.codec.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cairn.event.EncodedEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The schemas as JSON Schema, as another implementation of that language sees them. */
final class JsonSchemaTest {

  private static final SchemaRegistry VALIDATORS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  @Test
  void whatTheCodecWritesIsValid() {
    for (Object event : SampleEvents.all()) {
      EncodedEvent encoded = SampleEvents.codec().encode(event);
      String json = new String(encoded.json(), UTF_8);
      assertThat(validate(encoded.type(), json)).as(json).isEmpty();
    }
  }

  @Test
  void whatTheCodecWouldNotWriteIsNot() {
    assertThat(validate("closed", "[]")).isNotEmpty();
    assertThat(changed("numbers", "\"b\":127", "\"b\":128")).isNotEmpty();
    assertThat(changed("numbers", "\"l\":9223372036854775807", "\"l\":9223372036854775808"))
        .isNotEmpty();
    assertThat(changed("numbers", "\"l\":9223372036854775807", "\"l\":null")).isNotEmpty();
    assertThat(changed("numbers", "\"s\":32767,", "")).isNotEmpty();
    assertThat(changed("numbers", "\"d\":\"NaN\"", "\"d\":\"nan\"")).isNotEmpty();
    assertThat(changed("numbers", "\"boxed\":null,", "")).isEmpty();
    assertThat(changed("times", "\"date\":\"2024-02-29\"", "\"date\":20240229")).isNotEmpty();
    assertThat(changed("all-sorts", "\"letter\":\"\u00e4\"", "\"letter\":\"aa\""))
        .isNotEmpty();
    assertThat(changed("all-sorts", "sea-green", "SEA_GREEN")).isNotEmpty();
    assertThat(changed("all-sorts", "\"@type\":\"split\"", "\"@type\":\"cheque\""))
        .isNotEmpty();
    assertThat(changed("all-sorts", "\"last4\":\"2\"", "\"last4\":2")).isNotEmpty();
  }

  @Test
  void theSchemasThemselvesAreValid() {
    Schema meta =
        VALIDATORS.getSchema(com.networknt.schema.SchemaLocation.of(JsonSchemaWriting.DIALECT));
    for (EventSchema schema : SampleEvents.schemas().all()) {
      assertThat(meta.validate(schema.toJsonSchema(), InputFormat.JSON)).isEmpty();
    }
  }

  @Test
  void aSchemaComesBackFromItsText() {
    for (EventSchema schema : SampleEvents.schemas().all()) {
      EventSchema back = EventSchema.fromJsonSchema(schema.toJsonSchema());
      assertThat(back).isEqualTo(schema);
      assertThat(back.toJsonSchema()).isEqualTo(schema.toJsonSchema());
    }
  }

  @Test
  void theTextIsTheSameEachTime() {
    assertThat(SampleEvents.schemas().of("all-sorts").toJsonSchema())
        .isEqualTo(SampleEvents.schemas().of("all-sorts").toJsonSchema())
        .endsWith("}\n")
        .doesNotContain("\r");
  }

  @Test
  void textThatIsNoSchemaIsAnError() {
    for (String text : List.of("", "{", "[]", "{}", "null", "{\"$defs\":{}}", "{\"$defs\":7}")) {
      assertThatThrownBy(() -> EventSchema.fromJsonSchema(text))
          .as(text)
          .isInstanceOf(EventSchemaException.class);
    }
  }

  private static List<?> changed(String type, String from, String to) {
    for (Object event : SampleEvents.all()) {
      EncodedEvent encoded = SampleEvents.codec().encode(event);
      String json = new String(encoded.json(), UTF_8);
      if (encoded.type().equals(type) && json.contains(from)) {
        return validate(type, json.replace(from, to));
      }
    }
    throw new AssertionError("No event of type " + type + " has " + from);
  }

  private static List<?> validate(String type, String json) {
    String schema = SampleEvents.schemas().of(type).toJsonSchema();
    return VALIDATORS.getSchema(schema, InputFormat.JSON).validate(json, InputFormat.JSON);
  }
}
