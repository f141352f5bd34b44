package dev.cairn.registry;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.schema.Definition.ChoiceOf;
import dev.cairn.codec.schema.NumberKind;
import dev.cairn.codec.schema.Property;
import dev.cairn.codec.schema.Shape;
import dev.cairn.codec.schema.TextFormats;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes values out of stored JSON without losing a digit, or says what is wrong with them. */
final class StoredValues {

  private static final ObjectReader TREES = JacksonEventCodec.defaultMapper()
      .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
      .reader()
      .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  /** What JSON has no numbers for. */
  private static final Set<String> NO_NUMBERS = Set.of("NaN", "Infinity", "-Infinity");

  private StoredValues() {}

  static JsonNode tree(byte[] json) {
    try {
      return TREES.readTree(json);
    } catch (IOException e) {
      throw new MisfitException("it is no JSON");
    }
  }

  /** The value of a property, by whichever of its names it has; null if it is missing or null. */
  static @Nullable JsonNode property(JsonNode object, Property property) {
    JsonNode value = object.get(property.name());
    for (String alias : property.aliases()) {
      value = value == null ? object.get(alias) : value;
    }
    return value == null || value.isNull() ? null : value;
  }

  static JsonNode object(JsonNode value) {
    return required(value, value.isObject(), "an object");
  }

  static JsonNode array(JsonNode value) {
    return required(value, value.isArray(), "an array");
  }

  static boolean bool(JsonNode value) {
    return required(value, value.isBoolean(), "true or false").booleanValue();
  }

  static String text(JsonNode value) {
    return required(value, value.isTextual(), "text").textValue();
  }

  /** Which record an object of several is. */
  static String alternative(JsonNode object, ChoiceOf choice) {
    JsonNode tag = object(object).get(choice.tag());
    String record = tag == null ? null : choice.alternatives().get(tag.asText());
    if (record == null) {
      throw new MisfitException("its " + choice.tag() + " is " + tag + ", and the schema has "
          + choice.alternatives().keySet());
    }
    return record;
  }

  static boolean isBytes(Shape shape) {
    return shape instanceof Shape.Text text && text.format().equals(TextFormats.BASE64);
  }

  static byte[] bytes(JsonNode value) {
    try {
      return required(value, value.isTextual(), "text").binaryValue();
    } catch (IOException e) {
      throw new MisfitException("it is no Base64");
    }
  }

  /** A whole number of a kind that has bounds. */
  static long whole(JsonNode value, NumberKind kind) {
    required(value, value.isIntegralNumber() && value.canConvertToLong(), "a whole number");
    long number = value.longValue();
    boolean fits =
        switch (kind) {
          case BYTE -> number == (byte) number;
          case SHORT -> number == (short) number;
          case INT -> number == (int) number;
          default -> true;
        };
    required(value, fits, "a number of the kind " + kind.name().toLowerCase(Locale.ROOT));
    return number;
  }

  static double floating(JsonNode value) {
    if (value.isTextual() && NO_NUMBERS.contains(value.textValue())) {
      return Double.parseDouble(value.textValue());
    }
    return finite(required(value, value.isNumber(), "a number").doubleValue(), value);
  }

  /** Not by way of a double, which would round twice. */
  static float singleFloating(JsonNode value) {
    if (value.isNumber()) {
      float number = value.decimalValue().floatValue();
      finite(number, value);
      return number;
    }
    return (float) floating(value);
  }

  private static double finite(double number, JsonNode value) {
    required(value, Double.isFinite(number), "one that is not so large");
    return number;
  }

  /** The digits of a number of any length. */
  static String digits(JsonNode value, NumberKind kind) {
    boolean fits = kind.isWhole() ? value.isIntegralNumber() : value.isNumber();
    return required(value, fits, kind.isWhole() ? "a whole number" : "a number").asText();
  }

  private static JsonNode required(JsonNode value, boolean fits, String expected) {
    if (!fits) {
      // Not the value itself, which may be secret.
      throw new MisfitException("it is " + described(value) + ", and the schema has " + expected);
    }
    return value;
  }

  private static String described(JsonNode value) {
    return value.getNodeType() == JsonNodeType.STRING
        ? "text"
        : value.getNodeType().name().toLowerCase(Locale.ROOT);
  }
}
