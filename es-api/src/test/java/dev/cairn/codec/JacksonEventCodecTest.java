package dev.cairn.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.event.EventEncodingException;
import dev.cairn.event.EventType;
import dev.cairn.event.UnknownEventTypeException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is stored comes back as it was. */
class JacksonEventCodecTest {

  record Money(long cents, String currency) {}

  record AccountId(String value) {}

  @EventType("all-sorts")
  record AllSorts(
      AccountId id,
      Money money,
      List<Money> list,
      Map<String, List<Money>> map,
      int number,
      boolean yes,
      char letter,
      double fraction) {}

  @Test
  void recordsWithinRecordsListsAndMapsComeBack() {
    AllSorts event = new AllSorts(
        new AccountId("a-1"),
        new Money(-5, "CZK"),
        List.of(new Money(1, "EUR"), new Money(Long.MIN_VALUE, "")),
        Map.of("", List.of(), "k'\"\\\u0000", List.of(new Money(Long.MAX_VALUE, "\uD83D\uDE00"))),
        Integer.MIN_VALUE,
        true,
        '\u00e4',
        0.1);

    assertThat(Stored.andBack(event)).isEqualTo(event);
  }

  @EventType("times")
  record Times(
      Instant instant,
      LocalDate date,
      LocalTime time,
      LocalDateTime dateTime,
      OffsetDateTime offset,
      ZonedDateTime zoned,
      ZonedDateTime utc,
      ZoneId zone,
      Duration duration,
      Period period,
      Year year,
      YearMonth month,
      MonthDay day,
      DayOfWeek weekday) {}

  @Test
  void timesComeBackToTheNanosecondAndInTheirZone() {
    Instant instant = Instant.parse("2026-03-29T00:59:59.123456789Z");
    Times event = new Times(
        instant,
        LocalDate.of(2024, 2, 29),
        LocalTime.of(0, 0, 0, 1),
        LocalDateTime.of(2026, 3, 29, 2, 30),
        instant.atOffset(ZoneOffset.ofHoursMinutes(-3, -30)),
        instant.atZone(ZoneId.of("Europe/Prague")),
        instant.atZone(ZoneId.of("UTC")),
        ZoneId.of("Asia/Kathmandu"),
        Duration.ofSeconds(-1, 999_999_999),
        Period.of(1, -2, 3),
        Year.of(-5),
        YearMonth.of(2026, 12),
        MonthDay.of(2, 29),
        DayOfWeek.SUNDAY);

    assertThat(Stored.andBack(event)).isEqualTo(event);
    assertThat(Stored.text(event))
        .startsWith("{\"instant\":\"2026-03-29T00:59:59.123456789Z\",\"date\":\"2024-02-29\"")
        .contains("\"duration\":\"PT-0.000000001S\"");
  }

  @Test
  void theFarthestTimesComeBack() {
    @EventType("far")
    record Far(Instant first, Instant last, LocalDate oldest, Duration longest) {}
    Far event =
        new Far(Instant.MIN, Instant.MAX, LocalDate.MIN, Duration.ofSeconds(Long.MAX_VALUE));

    assertThat(Stored.andBack(event)).isEqualTo(event);
  }

  @EventType("amounts")
  record Amounts(BigDecimal decimal, BigInteger integer) {}

  @Test
  void decimalsKeepEveryDigitAndTheirScale() {
    for (String decimal : List.of(
        "1.10", "1E+3", "0.1", "-0.000", "123456789012345678901234567890.123456789", "1E-400")) {
      Amounts event = new Amounts(new BigDecimal(decimal), new BigInteger("9".repeat(40)).negate());
      assertThat(Stored.andBack(event)).isEqualTo(event);
    }
  }

  @Test
  void hugeNumbersThatWereWrittenCanBeRead() {
    Amounts event =
        new Amounts(new BigDecimal("7".repeat(20_000) + ".5"), new BigInteger("8".repeat(20_000)));

    assertThat(Stored.andBack(event)).isEqualTo(event);
  }

  enum Plain {
    A,
    B
  }

  enum WithBodies {
    PLUS {
      @Override
      int of(int n) {
        return n;
      }
    },
    MINUS {
      @Override
      int of(int n) {
        return -n;
      }
    };

    abstract int of(int n);
  }

  @Test
  void enumsComeBackWhetherTheirConstantsHaveBodiesOrNot() {
    @EventType("enums")
    record Enums(Plain plain, WithBodies bodies, Map<WithBodies, Plain> map) {}
    Enums event = new Enums(Plain.B, WithBodies.MINUS, Map.of(WithBodies.PLUS, Plain.A));

    assertThat(Stored.andBack(event)).isEqualTo(event);
    assertThat(Stored.text(event))
        .isEqualTo("{\"plain\":\"B\",\"bodies\":\"MINUS\",\"map\":{\"PLUS\":\"A\"}}");
  }

  @EventType("noted")
  record Noted(String text) {}

  /** Public with public methods, as an application's events may be. */
  @EventType("withdrawn")
  public record Withdrawn(long cents) {

    public boolean isLarge() {
      return cents > 100;
    }

    public long getTwice() {
      return 2 * cents;
    }
  }

  @Test
  void ofARecordTheComponentsAreStoredAndNothingElse() {
    assertThat(Stored.text(new Withdrawn(3))).isEqualTo("{\"cents\":3}");
  }

  @EventType("closed")
  record Closed() {}

  @Test
  void anEventWithoutComponentsIsAnEmptyObject() {
    assertThat(Stored.text(new Closed())).isEqualTo("{}");
    assertThat(Stored.andBack(new Closed())).isEqualTo(new Closed());
  }

  @EventType("nested")
  record Nested(List<Object> list) {}

  @Test
  void deepNestingComesBackAndTooDeepNestingIsATypedError() {
    Nested deep = new Nested(nested(900));
    assertThat(Stored.andBack(deep)).isEqualTo(deep);

    assertThatThrownBy(() -> Stored.text(new Nested(nested(5_000))))
        .isInstanceOf(EventEncodingException.class);
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    assertThatThrownBy(() -> Stored.text(new Nested(endless)))
        .isInstanceOf(EventEncodingException.class);
  }

  private static List<Object> nested(int depth) {
    List<Object> list = List.of("bottom");
    for (int i = 1; i < depth; i++) {
      list = List.of(list);
    }
    return list;
  }

  @Test
  void anEventOfAnotherClassIsRefused() {
    JacksonEventCodec codec = JacksonEventCodec.forEvents(Noted.class);

    assertThatThrownBy(() -> codec.encode(new Closed()))
        .isInstanceOf(EventEncodingException.class)
        .hasMessageContaining(Closed.class.getName());
    assertThatThrownBy(
            () -> Stored.recorded(codec, "closed", new byte[0], new byte[0]).payload())
        .isInstanceOf(UnknownEventTypeException.class)
        .hasMessageContaining("\"closed\"");
  }
}
