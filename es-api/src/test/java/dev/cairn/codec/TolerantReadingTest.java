package dev.cairn.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cairn.event.EventDecodingException;
import dev.cairn.event.EventType;
import dev.cairn.event.Position;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What reading forgives, and what it does not. */
final class TolerantReadingTest {

  @EventType("withdrawn")
  record Withdrawn(long cents, boolean cash, @Nullable String note) {}

  enum Colour {
    RED,
    GREEN
  }

  @EventType("other")
  record Other(
      @Nullable Integer boxed,
      @Nullable BigDecimal decimal,
      @Nullable BigInteger integer,
      @Nullable Instant instant,
      @Nullable LocalDate date,
      @Nullable Colour colour,
      @Nullable List<String> list) {}

  @Test
  void unknownPropertiesAreIgnored() {
    assertThat(Stored.recorded(
                Withdrawn.class,
                "{\"new\":{\"deep\":[1,{}]},\"cents\":5,\"cash\":true,\"note\":\"n\",\"z\":null}")
            .payload())
        .isEqualTo(new Withdrawn(5, true, "n"));
  }

  @Test
  void anObjectThatIsMissingOrNullIsNull() {
    assertThat(Stored.recorded(Withdrawn.class, "{\"cents\":5,\"cash\":true}").payload())
        .isEqualTo(new Withdrawn(5, true, null));
    assertThat(Stored.recorded(Withdrawn.class, "{\"cents\":5,\"cash\":true,\"note\":null}")
            .payload())
        .isEqualTo(new Withdrawn(5, true, null));
  }

  @Test
  void aPrimitiveThatIsMissingOrNullIsAnError() {
    assertUnreadable(Withdrawn.class, "{\"cash\":true}");
    assertUnreadable(Withdrawn.class, "{\"cents\":5}");
    assertUnreadable(Withdrawn.class, "{\"cents\":null,\"cash\":true}");
    assertUnreadable(Withdrawn.class, "{\"cents\":5,\"cash\":null}");
    assertUnreadable(Withdrawn.class, "{}");
  }

  @Test
  void whatDoesNotFitIsAnErrorAndNotRoundedOrGuessed() {
    for (String cents : List.of(
        "1.5",
        "1e-1",
        "99999999999999999999",
        "-9223372036854775809",
        "\"\"",
        "\"five\"",
        "true",
        "[]",
        "[1]",
        "{}")) {
      assertUnreadable(Withdrawn.class, "{\"cents\":" + cents + ",\"cash\":true}");
    }
    for (String cash : List.of("1", "0", "\"\"", "\"maybe\"", "[]", "{}")) {
      assertUnreadable(Withdrawn.class, "{\"cents\":5,\"cash\":" + cash + "}");
    }
    for (String note : List.of("[]", "{}", "[\"x\"]")) {
      assertUnreadable(Withdrawn.class, "{\"cents\":5,\"cash\":true,\"note\":" + note + "}");
    }
    for (String property : List.of(
        "\"boxed\":1.5",
        "\"boxed\":\"\"",
        "\"boxed\":2147483648",
        "\"decimal\":\"\"",
        "\"decimal\":{}",
        "\"integer\":1.5",
        "\"integer\":1e999999999",
        "\"instant\":\"yesterday\"",
        "\"date\":\"2026-02-30\"",
        "\"date\":\"\"",
        "\"colour\":1",
        "\"colour\":\"BLUE\"",
        "\"colour\":\"\"",
        "\"list\":\"x\"",
        "\"list\":{}")) {
      assertUnreadable(Other.class, "{" + property + "}");
    }
  }

  @Test
  void whatIsNoObjectIsAnError() {
    for (String json : List.of(
        "",
        " ",
        "null",
        "[]",
        "7",
        "\"x\"",
        "\"\"",
        "true",
        "{",
        "{\"cents\":5,\"cash\":true",
        "{\"cents\":5,\"cash\":true} {}",
        "not json",
        "\u0000")) {
      assertUnreadable(Withdrawn.class, json);
    }
  }

  @Test
  void nestingWithoutEndIsAnError() {
    assertUnreadable(Withdrawn.class, "{\"x\":" + "[".repeat(100_000));
    assertUnreadable(Withdrawn.class, "{\"x\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}");
  }

  @Test
  void whatTheRecordItselfRefusesIsAnError() {
    assertUnreadable(Positive.class, "{\"cents\":-1}");
  }

  @EventType("positive")
  record Positive(long cents) {
    Positive {
      if (cents < 0) {
        throw new IllegalArgumentException("negative");
      }
    }
  }

  private static void assertUnreadable(Class<?> type, String json) {
    assertThatThrownBy(() -> Stored.recorded(type, json).payload())
        .as(json.substring(0, Math.min(80, json.length())))
        .asInstanceOf(type(EventDecodingException.class))
        .satisfies(unreadable -> {
          assertThat(unreadable.type())
              .isEqualTo(type.getAnnotation(EventType.class).value());
          assertThat(unreadable.position()).isEqualTo(Position.of(Stored.POSITION));
          assertThat(unreadable)
              .hasMessageContaining(unreadable.type())
              .hasMessageContaining("position " + Stored.POSITION);
        });
  }
}
