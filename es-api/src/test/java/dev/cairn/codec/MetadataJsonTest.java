package dev.cairn.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.event.EventCodec;
import dev.cairn.event.EventDecodingException;
import dev.cairn.event.EventEncodingException;
import dev.cairn.event.EventIds;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.EventType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class MetadataJsonTest {

  @EventType("noted")
  record Noted() {}

  private final EventCodec codec = JacksonEventCodec.forEvents(Noted.class);

  @Test
  void nothingIsAnEmptyObject() {
    assertThat(codec.encodeMetadata(EventMetadata.none())).asString().isEqualTo("{}");
    assertComesBack(EventMetadata.none());
  }

  @Test
  void everyPartComesBackAloneAndWithTheOthers() {
    UUID id = EventIds.next();
    EventMetadata none = EventMetadata.none();
    for (EventMetadata metadata : List.of(
        none.withCorrelationId(id),
        none.withCausationId(id),
        none.withCommandId(id),
        none.withActor(""),
        none.withActor("anna"),
        none.withHeaders(Map.of("traceparent", "00-1")),
        none.withCorrelationId(id)
            .withCausationId(EventIds.next())
            .withCommandId(UUID.randomUUID())
            .withActor("anna")
            .withHeaders(Map.of("a", "1", "b", "2", "actor", "not the actor", "", "")))) {
      assertComesBack(metadata);
    }
    assertThat(codec.encodeMetadata(none.withActor("anna")))
        .asString()
        .isEqualTo("{\"actor\":\"anna\"}");
  }

  @Test
  void hostileTextComesBackExactly() {
    Map<String, String> headers = new HashMap<>();
    for (String text : List.of(
        "\u0000",
        "\"",
        "\\",
        "'; drop table",
        "{\"a\":1}",
        "\uD83D\uDE00",
        "\uFFFF",
        "\\uD83D",
        "\n")) {
      headers.put(text, text);
      assertComesBack(EventMetadata.none().withActor(text).withHeaders(Map.of(text, text)));
    }
    headers.put("k".repeat(70_000), "v".repeat(70_000));
    assertComesBack(EventMetadata.none().withHeaders(headers));
  }

  @Test
  void randomTextComesBackExactly() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      EventMetadata metadata = EventMetadata.none()
          .withActor(text(random))
          .withHeaders(Map.of(text(random), text(random), "fixed", text(random)));
      assertThat(decoded(codec.encodeMetadata(metadata))).as("seed %d", seed).isEqualTo(metadata);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(50);
    while (text.length() < length) {
      int point = random.nextInt(random.nextBoolean() ? 0x100 : Character.MAX_CODE_POINT + 1);
      if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
        text.appendCodePoint(point);
      }
    }
    return text.toString();
  }

  @Test
  void halfASurrogatePairCannotBeEncoded() {
    for (EventMetadata metadata : List.of(
        EventMetadata.none().withActor("\uD83D"),
        EventMetadata.none().withHeaders(Map.of("\uDE00", "x")),
        EventMetadata.none().withHeaders(Map.of("x", "\uDE00\uD83D")))) {
      assertThatThrownBy(() -> codec.encodeMetadata(metadata))
          .isInstanceOf(EventEncodingException.class);
    }
  }

  @Test
  void whatLaterVersionsAddIsIgnored() {
    assertThat(decoded("{\"later\":{\"a\":[{}]},\"actor\":\"anna\",\"flag\":true,\"headers\":"
            + "{\"k\":\"v\",\"object\":{\"x\":1}},\"list\":[1,2]}"))
        .isEqualTo(EventMetadata.none().withActor("anna").withHeaders(Map.of("k", "v")));
  }

  @Test
  void textThatIsNoMetadataIsATypedError() {
    for (String json : List.of(
        "",
        "[]",
        "12",
        "null",
        "\"x\"",
        "[\"actor\",\"anna\"]",
        "{",
        "{\"actor\":\"anna\"",
        "{\"actor\":\"anna",
        "{\"headers\":{\"k\"",
        "{\"commandId\":\"no uuid\"}",
        "nonsense")) {
      assertThatThrownBy(() -> decoded(json))
          .as(json)
          .isInstanceOf(EventDecodingException.class)
          .hasMessageContaining("noted")
          .hasMessageContaining("position " + Stored.POSITION);
    }
  }

  private void assertComesBack(EventMetadata metadata) {
    assertThat(decoded(codec.encodeMetadata(metadata))).isEqualTo(metadata);
  }

  private EventMetadata decoded(String json) {
    return decoded(json.getBytes(UTF_8));
  }

  private EventMetadata decoded(byte[] json) {
    return Stored.recorded(codec, "noted", "{}".getBytes(UTF_8), json).metadata();
  }
}
