package dev.cairn.registry;

import static dev.cairn.registry.TestEvents.NAMESPACE;
import static dev.cairn.registry.TestEvents.SCHEMAS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What does not fit its schema is refused with its place, in both formats alike. */
class EncodingTest {

  private static final List<EventEncoding> ENCODINGS = List.of(
      new AvroEncoding(SCHEMAS.of("everything-happened"), NAMESPACE),
      new ProtobufEncoding(List.of(SCHEMAS.of("everything-happened")), NAMESPACE));

  private static ObjectNode everything() {
    return (ObjectNode)
        StoredValues.tree(TestEvents.recorded(TestEvents.everything()).payloadJson());
  }

  private static ObjectNode with(String property, String json) {
    return everything().set(property, StoredValues.tree(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] written(EventEncoding encoding, ObjectNode event) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      encoding.write(event, out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "flag; 1; /flag",
        "flag; null; /flag",
        "tiny; 128; /tiny",
        "small; -32769; /small",
        "whole; 2147483648; /whole",
        "whole; 1.0; /whole",
        "whole; \"1\"; /whole",
        "big; 9223372036854775808; /big",
        "single; 1e39; /single",
        "twice; 1e400; /twice",
        "twice; \"nan\"; /twice",
        "huge; 1.5; /huge",
        "exact; \"1\"; /exact",
        "text; 7; /text",
        "colour; \"BLUE\"; /colour",
        "colour; 0; /colour",
        "line; []; /line",
        "line; {\"text\":7}; /line/text",
        "payment; {\"@type\":\"cheque\"}; /payment",
        "payment; {}; /payment",
        "payment; {\"@type\":\"card\",\"last4\":null}; /payment/last4",
        "payment; {\"@type\":\"card\",\"last4\":\"1\",\"before\":{\"@type\":\"card\"}}; /payment/before/last4",
        "lines; {}; /lines",
        "lines; [{\"text\":\"\"},null]; /lines/1",
        "rows; [[1],[2,\"3\"]]; /rows/1/1",
        "counts; []; /counts",
        "counts; {\"a/b\":\"1\"}; /counts/a~1b",
        "counts; {\"a\":null}; /counts/a",
        "maybe; \"1\"; /maybe"
      })
  void whatDoesNotFitIsNamedWithItsPlace(String property, String json, String path) {
    for (EventEncoding encoding : ENCODINGS) {
      assertThatThrownBy(() -> written(encoding, with(property, json)))
          .as(encoding.schema().format().name())
          .isInstanceOfSatisfying(
              MisfitException.class, misfit -> assertThat(misfit.path()).isEqualTo(path));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"flag", "whole", "text", "line", "lines", "counts"})
  void whatHasToBeThereIsMissed(String property) {
    ObjectNode event = everything();
    event.remove(property);
    for (EventEncoding encoding : ENCODINGS) {
      assertThatThrownBy(() -> written(encoding, event))
          .isInstanceOfSatisfying(
              MisfitException.class, misfit -> assertThat(misfit.path()).isEqualTo("/" + property));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"other", "maybe", "nothing", "tags"})
  void whatMayBeNullMayAlsoBeMissing(String property) {
    ObjectNode missing = everything();
    missing.remove(property);
    for (EventEncoding encoding : ENCODINGS) {
      assertThat(written(encoding, missing)).isEqualTo(written(encoding, with(property, "null")));
    }
  }

  /** As code that reads an event leaves out what it does not know. */
  @Test
  void whatTheSchemaDoesNotKnowIsLeftOut() {
    for (EventEncoding encoding : ENCODINGS) {
      assertThat(written(encoding, with("later", "{\"a\":1}")))
          .isEqualTo(written(encoding, everything()));
    }
  }

  @Test
  void digitsAreKeptAsTheyAre() {
    for (EventEncoding encoding : ENCODINGS) {
      for (String number : List.of("0.10", "1", "-1E+400", "1." + "0".repeat(2_000))) {
        assertThat(new String(written(encoding, with("exact", number)), StandardCharsets.UTF_8))
            .contains(number);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"secret\":", "[]", "7", "null", ""})
  void whatIsNoObjectIsRefusedWithoutBeingShown(String json) {
    for (EventEncoding encoding : ENCODINGS) {
      assertThatThrownBy(() -> encoding.write(
              StoredValues.tree(json.getBytes(StandardCharsets.UTF_8)),
              new ByteArrayOutputStream()))
          .isInstanceOf(MisfitException.class)
          .hasMessageNotContaining("secret");
    }
  }
}
