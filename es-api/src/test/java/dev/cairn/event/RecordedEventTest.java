package dev.cairn.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.codec.JacksonEventCodec;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class RecordedEventTest {

  @EventType("noted")
  record Noted(String text) {}

  private static final UUID ID = UUID.fromString("0190c8a0-1234-7abc-8def-0123456789ab");
  private static final EventCodec CODEC = JacksonEventCodec.forEvents(Noted.class);

  @Test
  void aPayloadIsDecodedWhenItIsFirstAskedFor() {
    RecordedEvent broken = event(1, "not json");
    RecordedEvent good = event(1, "{\"text\":\"secret\"}");

    assertThat(broken.payloadText()).isEqualTo("not json");
    assertThat(good.payload()).isEqualTo(new Noted("secret")).isSameAs(good.payload());
    assertThat(good.metadata()).isEqualTo(EventMetadata.none());
  }

  @Test
  void eventsAreEqualIfTheyAreTheSameAtTheSamePlace() {
    RecordedEvent event = event(1, "{\"text\":\"a\"}");

    assertThat(event)
        .isEqualTo(event(1, "{\"text\":\"a\"}"))
        .hasSameHashCodeAs(event(1, "{\"text\":\"a\"}"));
    for (RecordedEvent other :
        List.of(event(2, "{\"text\":\"a\"}"), event(1, "{\"text\":\"b\"}"))) {
      assertThat(event).isNotEqualTo(other);
    }
  }

  @Test
  void itsTextNamesItWithoutThePayload() {
    assertThat(event(7, "{\"text\":\"secret\"}"))
        .hasToString("noted " + ID + " (account:a:1 version 3, position 7)");
  }

  @Test
  void itKnowsItsPlace() {
    RecordedEvent event = event(7, "{}");

    assertThat(event.stream()).isEqualTo(StreamId.of("account", "a:1"));
    assertThat(event.version()).isEqualTo(StreamVersion.of(3));
    assertThat(event.position()).isEqualTo(Position.of(7));
    assertThat(event.recordedAt()).isEqualTo(Instant.EPOCH);
  }

  private static RecordedEvent event(long position, String json) {
    return new RecordedEvent(
        position,
        "account:a:1",
        3,
        ID,
        "noted",
        1,
        json.getBytes(UTF_8),
        "{}".getBytes(UTF_8),
        Instant.EPOCH,
        CODEC);
  }
}
