package dev.cairn.projection.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * What the database keeps of a value. A row is made to be like that after each event, so that it does not
 * matter for the next one whether the row was stored and loaded meanwhile.
 *
 * <p>Limits are those of PostgreSQL's manual, "Date/Time Types" and "Numeric Types".
 */
final class Kept {

  private static final LocalDate FIRST_DAY = LocalDate.of(-4712, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(5_874_897, 12, 31);
  private static final LocalDate LAST_DAY_WITH_TIME = LocalDate.of(294_276, 12, 31);
  private static final int DIGITS_BEFORE_POINT = 131_072;
  private static final int DIGITS_AFTER_POINT = 16_383;

  /** The types of columns that do not keep every value of Java's as it is. */
  private static final Set<String> LOSSY =
      Set.of("text", "date", "timestamp", "timestamptz", "time", "numeric");

  private Kept() {}

  static boolean isAllOf(ColumnType type) {
    return !LOSSY.contains(type.sql());
  }

  /**
   * The value that is read when this one was written; the same object if they are equal.
   *
   * @throws IllegalArgumentException if the database cannot hold it
   */
  static Object of(Object value) {
    if (value instanceof String text) {
      require(isText(text), "a NUL character or half a surrogate pair");
    } else if (value instanceof Instant instant) {
      return of(instant);
    } else if (value instanceof LocalDateTime time) {
      require(isWithin(time.toLocalDate(), LAST_DAY_WITH_TIME), time);
      return time.truncatedTo(ChronoUnit.MICROS);
    } else if (value instanceof LocalTime time) {
      return time.truncatedTo(ChronoUnit.MICROS);
    } else if (value instanceof LocalDate day) {
      require(isWithin(day, LAST_DAY), day);
    } else if (value instanceof BigDecimal number) {
      return of(number);
    } else if (value instanceof BigInteger number) {
      require(number.bitLength() / 4 < DIGITS_BEFORE_POINT, "so large a number");
    }
    return value;
  }

  private static Instant of(Instant instant) {
    // Its own limits are beyond those of dates.
    boolean isDate = Math.abs(instant.getEpochSecond()) < Integer.MAX_VALUE * 86_400L;
    require(
        isDate && isWithin(instant.atOffset(ZoneOffset.UTC).toLocalDate(), LAST_DAY_WITH_TIME),
        instant);
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  private static BigDecimal of(BigDecimal number) {
    require(
        (long) number.precision() - number.scale() <= DIGITS_BEFORE_POINT
            && number.scale() <= DIGITS_AFTER_POINT,
        "so large or so exact a number");
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  private static boolean isWithin(LocalDate day, LocalDate last) {
    return !day.isBefore(FIRST_DAY) && !day.isAfter(last);
  }

  private static void require(boolean holds, Object what) {
    if (!holds) {
      throw new IllegalArgumentException("would hold " + what + ", which PostgreSQL cannot");
    }
  }

  /** Whether PostgreSQL's text can hold it. */
  static boolean isText(String text) {
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == 0) {
        return false;
      }
      if (Character.isSurrogate(character)) {
        boolean isPair = Character.isHighSurrogate(character)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1));
        if (!isPair) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
