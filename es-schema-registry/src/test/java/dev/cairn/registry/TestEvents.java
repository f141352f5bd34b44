package dev.cairn.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.schema.EventSchemas;
import dev.cairn.event.EncodedEvent;
import dev.cairn.event.EventIds;
import dev.cairn.event.EventType;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StoredName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of every shape, and what a store would make of them. */
final class TestEvents {

  static final JacksonEventCodec CODEC = JacksonEventCodec.forEvents(Event.class);
  static final EventSchemas SCHEMAS = EventSchemas.of(CODEC);
  static final String NAMESPACE = "bank.events";

  private TestEvents() {}

  sealed interface Event {}

  @EventType("account-opened")
  record Opened(String owner) implements Event {}

  @EventType("money-deposited")
  record Deposited(long cents, String note) implements Event {}

  enum Colour {
    RED,
    @JsonProperty("sea-green")
    SEA_GREEN
  }

  sealed interface Payment {}

  @StoredName("card")
  record Card(String last4, @Nullable Payment before) implements Payment {}

  @StoredName("cash")
  record Cash() implements Payment {}

  record Line(String text, @Nullable Integer count) {}

  @EventType("everything-happened")
  record Everything(
      boolean flag,
      byte tiny,
      short small,
      int whole,
      long big,
      float single,
      double twice,
      BigInteger huge,
      BigDecimal exact,
      String text,
      char letter,
      UUID id,
      Instant at,
      LocalDate on,
      Colour colour,
      Line line,
      Payment payment,
      @Nullable Payment other,
      @Nullable Long maybe,
      @Nullable String nothing,
      List<Line> lines,
      List<List<Integer>> rows,
      List<@Nullable String> gaps,
      Map<String, Long> counts,
      Map<String, @Nullable Payment> payments,
      @Nullable List<String> tags,
      @Nullable List<String> noTags,
      @JsonProperty("with-hyphen") String named)
      implements Event {}

  static Everything everything() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("z", 1L);
    counts.put("a", -2L);
    Map<String, @Nullable Payment> payments = new LinkedHashMap<>();
    payments.put("first", new Card("1111", null));
    payments.put("none", null);
    return new Everything(
        true,
        (byte) -128,
        (short) 32_767,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        0.1f,
        Double.NaN,
        new BigInteger("123456789012345678901234567890"),
        new BigDecimal("-0.1000"),
        "é \uD83D\uDE00 \"\\",
        'x',
        UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"),
        Instant.parse("2026-01-02T03:04:05.123456789Z"),
        LocalDate.of(2026, 2, 28),
        Colour.SEA_GREEN,
        new Line("a", 7),
        new Card("4242", new Cash()),
        null,
        42L,
        null,
        List.of(new Line("b", null)),
        List.of(List.of(1, 2), List.of()),
        Arrays.asList("x", null),
        counts,
        payments,
        List.of("t"),
        null,
        "hyphen");
  }

  /** As it is read from a log. */
  static RecordedEvent recorded(Object payload) {
    EncodedEvent encoded = CODEC.encode(payload);
    return recorded(
        encoded.type(), encoded.revision(), new String(encoded.json(), StandardCharsets.UTF_8));
  }

  static RecordedEvent recorded(String type, int revision, String json) {
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

  static RegistryValueSettings settings() {
    return RegistryValueSettings.of(SCHEMAS, NAMESPACE);
  }
}
