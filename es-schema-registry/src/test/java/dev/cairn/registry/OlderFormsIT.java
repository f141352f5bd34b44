package dev.cairn.registry;

import static dev.cairn.codec.upcast.JsonEdit.edit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.codec.EventTypes;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.schema.EventSchema;
import dev.cairn.codec.schema.EventSchemas;
import dev.cairn.codec.upcast.Upcaster;
import dev.cairn.codec.upcast.Upcasters;
import dev.cairn.event.EventIds;
import dev.cairn.event.EventType;
import dev.cairn.event.RecordedEvent;
import dev.cairn.outbox.EventValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events that were stored before their class changed. */
class OlderFormsIT {

  private static final String NAME = "deposit-noted";
  private static final String TOPIC = "bank.account";

  /** As it was. */
  @EventType(NAME)
  record NotedBefore(String amount) {}

  /** As it is. */
  @EventType(value = NAME, revision = 2)
  record Noted(long cents, String currency) {}

  private static final EventSchema BEFORE =
      EventSchemas.of(EventTypes.of(NotedBefore.class)).of(NAME);
  private static final JacksonEventCodec CODEC = JacksonEventCodec.forEvents(Noted.class)
      .withUpcasters(Upcasters.of(Upcaster.change(
          NAME, 1, edit().remove("amount").add("cents", 150).add("currency", "CZK"))));

  private final SchemaRegistry registry = OwnRegistry.client();
  private final String prefix = OwnRegistry.freshSubject();
  private final RegistryValueSettings today = RegistryValueSettings.of(
          EventSchemas.of(CODEC), "bank.events")
      .withSubjects((topic, name) -> prefix + "-" + name);

  private static RecordedEvent stored(String type, int revision, String json) {
    return new RecordedEvent(
        1,
        "account:1",
        1,
        EventIds.next(),
        type,
        revision,
        json.getBytes(StandardCharsets.UTF_8),
        "{}".getBytes(StandardCharsets.UTF_8),
        Instant.EPOCH,
        CODEC);
  }

  private static RecordedEvent old() {
    return stored(NAME, 1, "{\"amount\":\"1.50\"}");
  }

  private static RecordedEvent current() {
    return stored(NAME, 2, "{\"cents\":5,\"currency\":\"EUR\"}");
  }

  private String schemaOf(EventValue value) {
    return registry.schema(ByteBuffer.wrap(value.bytes()).getInt(1)).text();
  }

  @Test
  void eachFormHasItsOwnSchemaWhereItIsKnown() {
    RegistryValueSettings settings = today.withEarlier(List.of(BEFORE));

    EventValue before = AvroValues.of(registry, settings).write(old(), TOPIC);
    EventValue after = AvroValues.of(registry, settings).write(current(), TOPIC);

    assertThat(schemaOf(before)).contains("\"amount\"").doesNotContain("\"cents\"");
    assertThat(schemaOf(after)).contains("\"cents\"").doesNotContain("\"amount\"");
    assertThat(new String(before.bytes(), StandardCharsets.UTF_8)).endsWith("1.50");
  }

  /** Whoever has compiled one of the two files reads the other without taking one field for another. */
  @Test
  void numbersOfProtocolBuffersAreNeverUsedAgain() {
    RegistryValueSettings settings = today.withEarlier(List.of(BEFORE));

    String before = schemaOf(ProtobufValues.of(registry, settings).write(old(), TOPIC));
    String after = schemaOf(ProtobufValues.of(registry, settings).write(current(), TOPIC));

    assertThat(before).contains("string amount = 1;");
    assertThat(after).contains("reserved 1;", "int64 cents = 2;", "string currency = 3;");
  }

  @Test
  void withoutItsSchemaAnEarlierFormIsRefusedWithTheRemedies() {
    assertThatThrownBy(() -> AvroValues.of(registry, today).write(old(), TOPIC))
        .isInstanceOfSatisfying(UnwritableValueException.class, unwritable -> {
          assertThat(unwritable.type()).isEqualTo(NAME);
          assertThat(unwritable.revision()).isEqualTo(1);
        })
        .hasMessageContaining("withEarlier")
        .hasMessageContaining("withUpcasting");
  }

  /** As a relay with {@code withUpcasting} has it. */
  @Test
  void whatWasBroughtUpToDateHasTheSchemaOfToday() {
    EventValue value = AvroValues.of(registry, today).write(old().upcast().get(0), TOPIC);

    assertThat(schemaOf(value)).contains("\"cents\"");
    assertThat(new String(value.bytes(), StandardCharsets.UTF_8)).endsWith("CZK");
  }

  @Test
  void whatDoesNotFitItsSchemaIsNamedWithItsPlace() {
    assertThatThrownBy(
            () -> AvroValues.of(registry, today).write(stored(NAME, 2, "{\"cents\":\"5\"}"), TOPIC))
        .isInstanceOfSatisfying(
            UnwritableValueException.class,
            unwritable -> assertThat(unwritable.path()).isEqualTo("/cents"))
        .hasMessageContaining(NAME + " revision 2 at /cents");
  }
}
