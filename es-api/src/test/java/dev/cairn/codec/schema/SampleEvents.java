package dev.cairn.codec.schema;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventType;
import dev.cairn.event.StoredName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of every form that there is, with values at the edges. */
@SuppressWarnings("ArrayRecordComponent") // stored as they are, and never compared
public final class SampleEvents {

  private SampleEvents() {}

  @EventType("numbers")
  public record Numbers(
      byte b,
      short s,
      int i,
      long l,
      float f,
      double d,
      BigInteger whole,
      BigDecimal decimal,
      boolean yes,
      @Nullable Integer boxed,
      Long alsoBoxed) {

    static Numbers highest() {
      return new Numbers(
          Byte.MAX_VALUE,
          Short.MAX_VALUE,
          Integer.MAX_VALUE,
          Long.MAX_VALUE,
          Float.MAX_VALUE,
          Double.NaN,
          new BigInteger("9".repeat(40)),
          new BigDecimal("1E-40"),
          true,
          null,
          Long.MIN_VALUE);
    }

    static Numbers lowest() {
      return new Numbers(
          Byte.MIN_VALUE,
          Short.MIN_VALUE,
          Integer.MIN_VALUE,
          Long.MIN_VALUE,
          Float.NEGATIVE_INFINITY,
          -0.0,
          BigInteger.ZERO,
          new BigDecimal("1E+3"),
          false,
          1,
          0L);
    }
  }

  @EventType("times")
  public record Times(
      Instant instant,
      LocalDate date,
      LocalTime time,
      LocalDateTime dateTime,
      OffsetDateTime offset,
      ZonedDateTime zoned,
      ZoneId zone,
      ZoneOffset zoneOffset,
      Duration duration,
      Period period,
      Year year,
      YearMonth month,
      MonthDay day,
      DayOfWeek weekday) {

    static Times sample() {
      Instant instant = Instant.parse("2026-03-29T00:59:59.123456789Z");
      return new Times(
          instant,
          LocalDate.of(2024, 2, 29),
          LocalTime.NOON,
          LocalDateTime.of(2026, 3, 29, 2, 30),
          instant.atOffset(ZoneOffset.ofHoursMinutes(-3, -30)),
          instant.atZone(ZoneId.of("Europe/Prague")),
          ZoneId.of("Asia/Kathmandu"),
          ZoneOffset.ofHours(2),
          Duration.ofSeconds(-1, 999_999_999),
          Period.of(1, -2, 3),
          Year.of(2026),
          YearMonth.of(2026, 12),
          MonthDay.of(2, 29),
          DayOfWeek.SUNDAY);
    }
  }

  public enum Colour {
    RED,
    @JsonProperty("sea-green")
    @JsonAlias("turquoise")
    SEA_GREEN
  }

  public record AccountId(@JsonValue String value) {}

  public record Tree(int n, List<Tree> branches, @Nullable Tree parent) {}

  public record Box<T>(T content) {}

  public sealed interface Payment {}

  @StoredName("cash")
  public record Cash() implements Payment {}

  @StoredName("card")
  public record Card(String last4) implements Payment {}

  @StoredName("split")
  public record Split(List<Payment> parts) implements Payment {}

  @EventType(value = "all-sorts", revision = 3)
  public record AllSorts(
      AccountId id,
      UUID uuid,
      char letter,
      byte[] bytes,
      char[] chars,
      int[] ints,
      String[] strings,
      List<@Nullable String> list,
      Set<Colour> set,
      Map<String, List<Box<Long>>> map,
      Map<Colour, @Nullable Payment> byColour,
      Tree tree,
      Payment payment,
      @Nullable Payment maybe,
      Card card,
      Box<Payment> boxed,
      @JsonProperty("re-named") @JsonAlias({"older", "old"}) String renamed,
      @JsonIgnore @Nullable String ignored,
      Currency currency,
      Object anything,
      @JsonProperty(required = true) String demanded) {

    static AllSorts full() {
      Tree leaf = new Tree(2, List.of(), null);
      Map<Colour, @Nullable Payment> byColour = new LinkedHashMap<>();
      byColour.put(Colour.SEA_GREEN, new Card("1"));
      byColour.put(Colour.RED, null);
      return new AllSorts(
          new AccountId("a"),
          new UUID(1, 2),
          '\u00e4',
          new byte[] {0, -1},
          new char[] {'a', 'b'},
          new int[] {1, -1},
          new String[] {"x"},
          Arrays.asList("a", null),
          Set.of(Colour.RED, Colour.SEA_GREEN),
          Map.of("k", List.of(new Box<>(1L))),
          byColour,
          new Tree(1, List.of(leaf, leaf), leaf),
          new Split(List.of(new Cash(), new Split(List.of(new Card("2"))))),
          new Cash(),
          new Card("3"),
          new Box<>(new Cash()),
          "r",
          "i",
          Currency.getInstance("CZK"),
          Map.of("a", List.of(1, "b")),
          "d");
    }

    static AllSorts least() {
      return new AllSorts(
          new AccountId(""),
          new UUID(0, 0),
          'a',
          new byte[0],
          new char[0],
          new int[0],
          new String[0],
          List.of(),
          Set.of(),
          Map.of(),
          Map.of(),
          new Tree(0, List.of(), null),
          new Cash(),
          null,
          new Card(""),
          new Box<>(new Card("")),
          "",
          null,
          Currency.getInstance("EUR"),
          7,
          "");
    }
  }

  @EventType("closed")
  public record Closed() {}

  /** One of each, and some more than once. */
  public static List<Object> all() {
    return List.of(
        Numbers.highest(),
        Numbers.lowest(),
        Times.sample(),
        AllSorts.full(),
        AllSorts.least(),
        new Closed());
  }

  public static EventSchemas schemas() {
    return EventSchemas.of(codec());
  }

  public static JacksonEventCodec codec() {
    return JacksonEventCodec.forEvents(Numbers.class, Times.class, AllSorts.class, Closed.class);
  }
}
