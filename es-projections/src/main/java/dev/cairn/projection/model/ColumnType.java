package dev.cairn.projection.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cairn.codec.JacksonEventCodec;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How values of a Java type are kept: the type of the column, the text that PostgreSQL reads them from,
 * and the way back. Text serves COPY and arrays alike, so a value is stored alike by both.
 */
record ColumnType(String sql, Function<Object, String> text, Reading reading) {

  /** A column of the current row. Null where the column is. */
  @FunctionalInterface
  interface Reading {
    @Nullable
    Object read(ResultSet row, int column) throws SQLException;
  }

  /** Of these, two values are equal in Java exactly if they are equal in the database. */
  private static final Set<Class<?>> KEYS = Set.of(
      String.class,
      UUID.class,
      long.class,
      Long.class,
      int.class,
      Integer.class,
      short.class,
      Short.class,
      boolean.class,
      Boolean.class,
      BigInteger.class,
      LocalDate.class);

  private static final ObjectMapper JSON = JacksonEventCodec.defaultMapper();
  private static final Map<Class<?>, ColumnType> PLAIN = plain();

  private static Map<Class<?>, ColumnType> plain() {
    Map<Class<?>, ColumnType> types = new HashMap<>();
    types.put(String.class, of("text", ResultSet::getString));
    types.put(UUID.class, of("uuid", (row, at) -> row.getObject(at, UUID.class)));
    types.put(BigDecimal.class, of("numeric", ResultSet::getBigDecimal));
    types.put(BigInteger.class, of("numeric", (row, at) -> {
      BigDecimal value = row.getBigDecimal(at);
      return value == null ? null : value.toBigIntegerExact();
    }));
    types.put(
        LocalDate.class,
        new ColumnType(
            "date",
            value -> day((LocalDate) value),
            (row, at) -> row.getObject(at, LocalDate.class)));
    types.put(
        LocalDateTime.class,
        new ColumnType(
            "timestamp",
            value -> moment((LocalDateTime) value, ""),
            (row, at) -> row.getObject(at, LocalDateTime.class)));
    types.put(
        LocalTime.class,
        new ColumnType("time", Object::toString, (row, at) -> row.getObject(at, LocalTime.class)));
    types.put(
        Instant.class,
        new ColumnType(
            "timestamptz",
            value -> moment(LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC), "Z"),
            ColumnType::instant));
    both(types, long.class, Long.class, "bigint", ResultSet::getLong);
    both(types, int.class, Integer.class, "integer", ResultSet::getInt);
    both(types, short.class, Short.class, "smallint", ResultSet::getShort);
    both(types, boolean.class, Boolean.class, "boolean", ResultSet::getBoolean);
    both(types, double.class, Double.class, "double precision", ResultSet::getDouble);
    both(types, float.class, Float.class, "real", ResultSet::getFloat);
    return types;
  }

  /** As PostgreSQL writes years before the first and after 9999. */
  private static String day(LocalDate day) {
    int year = day.getYear();
    if (year >= 1 && year <= 9999) {
      return day.toString();
    }
    int ofEra = year > 0 ? year : 1 - year;
    return "%04d-%02d-%02d%s"
        .formatted(ofEra, day.getMonthValue(), day.getDayOfMonth(), year > 0 ? "" : " BC");
  }

  private static String moment(LocalDateTime moment, String zone) {
    String day = day(moment.toLocalDate());
    String era = day.endsWith(" BC") ? " BC" : "";
    return day.substring(0, day.length() - era.length()) + " " + moment.toLocalTime() + zone + era;
  }

  private static void both(
      Map<Class<?>, ColumnType> types,
      Class<?> primitive,
      Class<?> boxed,
      String sql,
      Reading reading) {
    ColumnType type = of(sql, (row, at) -> {
      Object value = reading.read(row, at);
      return row.wasNull() ? null : value;
    });
    types.put(primitive, type);
    types.put(boxed, type);
  }

  private static ColumnType of(String sql, Reading reading) {
    return new ColumnType(sql, Object::toString, reading);
  }

  private static @Nullable Object instant(ResultSet row, int at) throws SQLException {
    OffsetDateTime value = row.getObject(at, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  /** The type of a column for values of this class alone; null if there is none. */
  static @Nullable ColumnType plain(Class<?> type) {
    return type.isEnum() ? constant(type) : PLAIN.get(type);
  }

  static boolean isKey(Class<?> type) {
    return type.isEnum() || KEYS.contains(type);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the class is that of an enum
  private static ColumnType constant(Class<?> type) {
    return new ColumnType("text", value -> ((Enum<?>) value).name(), (row, at) -> {
      String name = row.getString(at);
      return name == null ? null : Enum.valueOf((Class) type, name);
    });
  }

  /** For whatever Jackson can write and read. */
  static ColumnType json(Type type) {
    JavaType javaType = JSON.constructType(type);
    return new ColumnType("jsonb", ColumnType::write, (row, at) -> {
      String text = row.getString(at);
      return text == null ? null : read(text, javaType);
    });
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("A value of a read model cannot be written as JSON", e);
    }
  }

  private static Object read(String text, JavaType type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("A value of a read model cannot be read from JSON", e);
    }
  }
}
