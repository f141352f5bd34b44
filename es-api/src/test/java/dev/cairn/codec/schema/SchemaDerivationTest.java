package dev.cairn.codec.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cairn.codec.EventTypes;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.schema.Definition.ChoiceOf;
import dev.cairn.codec.schema.Definition.RecordOf;
import dev.cairn.codec.schema.Shape.Numeric;
import dev.cairn.codec.schema.Shape.Reference;
import dev.cairn.codec.schema.Shape.Text;
import dev.cairn.event.EventType;
import dev.cairn.event.StoredName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Annotations and settings of Jackson count in the schema as they count in the log. */
final class SchemaDerivationTest {

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Sparse(String text, List<String> list) {}

  @EventType("annotated")
  record Annotated(
      @JsonFormat(shape = JsonFormat.Shape.STRING) long asText,

      @JsonFormat(
          shape = JsonFormat.Shape.NUMBER,
          without = JsonFormat.Feature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
      Instant asNumber,

      Sparse sparse,
      Cents cents,
      Level level) {}

  record Cents(@JsonValue long value) {}

  enum Level {
    LOW("l"),
    HIGH("h");

    private final String code;

    Level(String code) {
      this.code = code;
    }

    @JsonValue
    String code() {
      return code;
    }
  }

  @Test
  void whatIsWrittenOtherwiseIsDescribedSo() {
    Annotated event =
        new Annotated(5, Instant.EPOCH, new Sparse("", List.of()), new Cents(7), Level.HIGH);
    JacksonEventCodec codec = JacksonEventCodec.forEvents(Annotated.class);

    assertValid(codec, event);
    EventSchema schema = EventSchemas.of(codec).of("annotated");
    assertThat(property(schema, "asText").shape()).isInstanceOf(Text.class);
    assertThat(property(schema, "asNumber").shape()).isInstanceOf(Numeric.class);
    assertThat(property(schema, "cents").shape()).isEqualTo(new Numeric(NumberKind.LONG));
    assertThat(schema.toJsonSchema()).contains("\"enum\": [ \"l\", \"h\" ]");
    assertThat(((RecordOf) schema.definition("Sparse")).properties())
        .allSatisfy(it -> assertThat(it.nullable()).as("may be left out").isTrue());
  }

  @EventType("named")
  record Named(String fullName, int age, @Nullable Integer shoeSize) {}

  @Test
  void theMapperOfAnApplicationCounts() {
    ObjectMapper mapper = JacksonEventCodec.defaultMapper()
        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
    JacksonEventCodec codec = new JacksonEventCodec(EventTypes.of(Named.class), mapper);

    assertValid(codec, new Named("n", 1, null));
    EventSchema schema = EventSchemas.of(codec).of("named");
    assertThat(property(schema, "full_name").nullable()).isFalse();
    assertThat(property(schema, "age").required()).as("a missing one is 0").isFalse();
    assertThat(EventSchema.fromJsonSchema(schema.toJsonSchema())).isEqualTo(schema);
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Ours.class, name = "ours"),
    @JsonSubTypes.Type(value = Theirs.class, name = "theirs")
  })
  sealed interface WithOwnTag {}

  @EventType("ours")
  record Ours(int n) implements WithOwnTag {}

  record Theirs(String s) implements WithOwnTag {}

  @EventType("tagged")
  record Tagged(WithOwnTag any, Ours one) {}

  @Test
  void annotationsOfJacksonThatTellAlternativesApartAreUnderstood() {
    JacksonEventCodec codec = JacksonEventCodec.forEvents(Tagged.class, Ours.class);

    assertValid(codec, new Tagged(new Theirs("t"), new Ours(1)));
    assertValid(codec, new Ours(1));
    EventSchema root = EventSchemas.of(codec).of("ours");
    assertThat(root.rootDefinition()).isInstanceOf(ChoiceOf.class);
    assertThat(((ChoiceOf) root.rootDefinition()).tag()).isEqualTo("kind");
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
  @JsonSubTypes(@JsonSubTypes.Type(value = Wrapped.class, name = "wrapped"))
  sealed interface WithWrapper {}

  record Wrapped(int n) implements WithWrapper {}

  @EventType("wrapping")
  record Wrapping(WithWrapper component) {}

  @JsonFormat(shape = JsonFormat.Shape.ARRAY)
  record Pair(int x, int y) {}

  @EventType("pairing")
  record Pairing(Pair pair) {}

  @Test
  void whatCannotBeDescribedIsRefusedAndNotGuessed() {
    for (Class<?> event : List.of(Wrapping.class, Pairing.class)) {
      JacksonEventCodec codec = JacksonEventCodec.forEvents(event);
      assertThatThrownBy(() -> EventSchemas.of(codec))
          .isInstanceOf(EventSchemaException.class)
          .hasMessageContaining("cannot be described");
    }
  }

  sealed interface Node {}

  @StoredName("leaf")
  record Leaf(int value) implements Node {}

  @StoredName("fork")
  record Fork(Node left, Node right) implements Node {}

  record Box<T>(T content, @Nullable Box<T> next) {}

  @EventType("grown")
  record Grown(Node node, Box<Node> nodes, Box<String> texts) {}

  @Test
  void whatHoldsItselfEnds() {
    Node tree = new Fork(new Leaf(1), new Fork(new Leaf(2), new Leaf(3)));
    JacksonEventCodec codec = JacksonEventCodec.forEvents(Grown.class);

    assertValid(
        codec, new Grown(tree, new Box<>(tree, null), new Box<>("a", new Box<>("b", null))));
    EventSchema schema = EventSchemas.of(codec).of("grown");
    assertThat(schema.definitions())
        .containsKeys("Grown", "Leaf", "Fork", "BoxOfNode", "BoxOfString");
    assertThat(property(schema, "texts").shape()).isEqualTo(new Reference("BoxOfString"));
  }

  private static Property property(EventSchema schema, String name) {
    return ((RecordOf) schema.rootDefinition())
        .properties().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  private static void assertValid(JacksonEventCodec codec, Object event) {
    String json = new String(codec.encode(event).json(), UTF_8);
    String schema = EventSchemas.of(codec).of(codec.encode(event).type()).toJsonSchema();
    assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema, InputFormat.JSON)
            .validate(json, InputFormat.JSON))
        .as(json)
        .isEmpty();
  }
}
