package dev.cairn.projection;

import static dev.cairn.projection.BankEvents.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.RecordedEvent;
import dev.cairn.handler.Key;
import dev.cairn.handler.On;
import dev.cairn.projection.BankEvents.Deposited;
import dev.cairn.projection.model.ReadModel;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whichever way a row goes into its table, it comes back as it was. */
final class ColumnTypesIT {

  private static final ProjectionSettings SETTINGS =
      ProjectionSettings.defaults().withLease(Duration.ofSeconds(1));

  private final ProjectionLog log = ProjectionLog.create();

  @AfterEach
  void close() {
    log.close();
  }

  enum Color {
    RED,
    GREEN
  }

  record Inner(@Nullable String one, @Nullable Integer two) {}

  record Wrapped(long value) {}

  record Deep(Inner inner, int plain) {}

  /** A column of each type, and records within. */
  @ReadModel(name = "types", version = 1)
  record Types(
      @Key int account,
      @Nullable String text,
      @Nullable Color color,
      long whole,
      @Nullable Long boxedWhole,
      @Nullable Integer boxedInt,
      short small,
      @Nullable Short boxedSmall,
      boolean flag,
      @Nullable Boolean boxedFlag,
      double real,
      @Nullable Double boxedReal,
      float single,
      @Nullable Float boxedSingle,
      @Nullable BigDecimal decimal,
      @Nullable BigInteger integer,
      @Nullable UUID id,
      @Nullable Instant instant,
      @Nullable LocalDate day,
      @Nullable LocalDateTime dayTime,
      @Nullable LocalTime time,
      @Nullable Wrapped wrapped,
      @Nullable Inner inner,
      @Nullable Deep deep,
      @Nullable List<String> texts,
      @Nullable Map<String, Inner> nested) {

    @On
    static Types on(Deposited e, RecordedEvent recorded) {
      return SAMPLES
          .get((int) e.cents())
          .written()
          .of(Integer.parseInt(recorded.stream().key()));
    }

    /** Loaded, and written again. */
    @On
    Types again(Deposited e) {
      return of(account);
    }

    Types of(int number) {
      return new Types(
          number,
          text,
          color,
          whole,
          boxedWhole,
          boxedInt,
          small,
          boxedSmall,
          flag,
          boxedFlag,
          real,
          boxedReal,
          single,
          boxedSingle,
          decimal,
          integer,
          id,
          instant,
          day,
          dayTime,
          time,
          wrapped,
          inner,
          deep,
          texts,
          nested);
    }
  }

  /** What is written, and what is read then. */
  private record Sample(Types written, Types read) {}

  private static final String HOSTILE =
      "tab\t line\n return\r back\\ \\. \\N \\t ' \" {} , \u0001 \u2028 \u00e9 \ud83d\ude00";

  private static final List<Sample> SAMPLES = List.of(
      same(types(null, null, null, null, null, null, null)),
      same(types(HOSTILE, BigDecimal.ONE, Instant.EPOCH, LocalDate.EPOCH, null, null, null)),
      same(types("\\N", null, null, null, null, null, null)),
      same(types("\\.", null, null, null, null, null, null)),
      same(types("", null, null, null, null, null, null)),
      same(types("NULL", null, null, null, null, null, null)),
      new Sample(
          types(
              "exact",
              new BigDecimal("1E+3"),
              Instant.parse("1993-01-01T10:11:12.123456789Z"),
              LocalDate.of(12_345, 6, 7),
              LocalDateTime.parse("1993-01-01T10:11:12.999999999"),
              LocalTime.MAX,
              new Inner(null, null)),
          types(
              "exact",
              new BigDecimal("1000"),
              Instant.parse("1993-01-01T10:11:12.123456Z"),
              LocalDate.of(12_345, 6, 7),
              LocalDateTime.parse("1993-01-01T10:11:12.999999"),
              LocalTime.parse("23:59:59.999999"),
              null)),
      same(types(
          "before Christ",
          new BigDecimal("-0.00000000000000000000000000000000000000000000000000000000001000"),
          Instant.parse("-0043-03-15T00:00:00Z"),
          LocalDate.of(-43, 3, 15),
          LocalDateTime.of(-43, 3, 15, 12, 30),
          LocalTime.MIDNIGHT,
          new Inner("", 0))),
      same(types(
          "far away",
          new BigDecimal("9".repeat(1_000) + "." + "9".repeat(1_000)),
          Instant.parse("+10000-01-01T00:00:00.000001Z"),
          LocalDate.of(5_874_897, 12, 31),
          LocalDateTime.of(294_276, 12, 31, 23, 59, 59),
          LocalTime.NOON,
          new Inner("null", null))));

  private static Sample same(Types types) {
    return new Sample(types, types);
  }

  /** The others are at one end of what their types hold, or at the other. */
  private static Types types(
      @Nullable String text,
      @Nullable BigDecimal decimal,
      @Nullable Instant instant,
      @Nullable LocalDate day,
      @Nullable LocalDateTime dayTime,
      @Nullable LocalTime time,
      @Nullable Inner inner) {
    boolean low = text == null || text.isEmpty();
    return new Types(
        0,
        text,
        low ? null : Color.GREEN,
        low ? Long.MIN_VALUE : Long.MAX_VALUE,
        low ? null : (Long) Long.MIN_VALUE,
        low ? null : (Integer) Integer.MAX_VALUE,
        low ? Short.MIN_VALUE : Short.MAX_VALUE,
        low ? null : (Short) Short.MIN_VALUE,
        !low,
        low ? null : Boolean.FALSE,
        low ? -0.0 : Double.NaN,
        low ? null : (Double) Double.MIN_VALUE,
        low ? Float.NEGATIVE_INFINITY : Float.MIN_VALUE,
        low ? null : (Float) Float.MAX_VALUE,
        decimal,
        low ? null : new BigInteger("-" + "7".repeat(500)),
        low ? null : new UUID(Long.MIN_VALUE, -1),
        instant,
        day,
        dayTime,
        time,
        low ? null : new Wrapped(-1),
        inner,
        inner == null || inner.one() == null ? null : new Deep(inner, 7),
        low ? null : List.of("", HOSTILE),
        low ? null : Map.of("a key", new Inner(HOSTILE, null), "", new Inner(null, -1)));
  }

  @Test
  void aRowIsTheSameWhetherItWasFollowedCopiedOrWrittenOver() {
    try (Projections types =
        Projections.of(log.store(), SETTINGS, List.of(Projection.keyed(Types.class)))) {
      types.operations().rebuild(List.of("types"), RebuildListener.NONE);
      types.start();
      List<Types> expected = new ArrayList<>();
      for (int i = 0; i < SAMPLES.size(); i++) {
        log.append(account(i), new Deposited(i, LocalDate.EPOCH));
        expected.add(SAMPLES.get(i).read().of(i));
      }
      types.waitFor("types", log.store().head(), Duration.ofMinutes(2));
      assertThat(types.operations().parked("types").list(9)).isEmpty();
      assertThat(types.rows(Types.class).first(99)).isEqualTo(expected);
      List<String> followed = rows();

      types.operations().rebuild(List.of("types"), RebuildListener.NONE);
      assertThat(rows()).isEqualTo(followed);
      for (int i = 0; i < SAMPLES.size(); i++) {
        log.append(account(i), new Deposited(i, LocalDate.EPOCH));
      }
      types.waitFor("types", log.store().head(), Duration.ofMinutes(2));

      assertThat(rows()).isEqualTo(followed);
      assertThat(types.operations().verify("types", RebuildListener.NONE))
          .matches(VerificationReport::isSame);
    }
  }

  private List<String> rows() {
    return log.rows(
        "select cast(t as text) from @_read.types t order by account", row -> row.getString(1));
  }

  /** What an event does depends on what the database may not have kept. */
  @ReadModel(name = "gaps", version = 1)
  record Gap(
      @Key int account,
      Instant last,
      long nanos,
      BigDecimal product,
      @Nullable Inner none) {
    private static final Instant BEGIN = Instant.parse("1993-01-01T00:00:00Z");

    @On
    static Gap on(Deposited e, RecordedEvent recorded) {
      return new Gap(
          Integer.parseInt(recorded.stream().key()),
          BEGIN,
          0,
          new BigDecimal("1E+2"),
          new Inner(null, null));
    }

    @On
    Gap next(Deposited e) {
      Instant now = BEGIN.plusNanos(e.cents() * 1_234_567);
      long more = none == null ? 1 : 1_000_000_000;
      return new Gap(
          account,
          now,
          nanos + Duration.between(last, now).toNanos() + more,
          product.multiply(new BigDecimal("0.5")),
          new Inner(null, null));
    }
  }

  @Test
  void itDoesNotMatterWhetherARowWasStoredBetweenTwoEvents() {
    ProjectionSettings oneByOne = SETTINGS.withPageSize(1);
    try (Projections gaps =
        Projections.of(log.store(), oneByOne, List.of(Projection.keyed(Gap.class)))) {
      gaps.operations().rebuild(List.of("gaps"), RebuildListener.NONE);
      gaps.start();
      for (int i = 0; i < 20; i++) {
        log.append(account(i % 2), new Deposited(i, LocalDate.EPOCH));
      }
      gaps.waitFor("gaps", log.store().head(), Duration.ofMinutes(2));
      List<Gap> followed = gaps.rows(Gap.class).first(9);

      gaps.operations().rebuild(List.of("gaps"), RebuildListener.NONE);

      assertThat(gaps.rows(Gap.class).first(9)).isEqualTo(followed).hasSize(2);
      assertThat(gaps.operations().verify("gaps", RebuildListener.NONE))
          .matches(VerificationReport::isSame);
    }
  }

  @ReadModel(name = "impossible", version = 1)
  record Impossible(
      @Key int account,
      @Nullable LocalDate day,
      @Nullable BigDecimal number,
      @Nullable String text) {
    @On
    static Impossible on(Deposited e, RecordedEvent recorded) {
      int number = Integer.parseInt(recorded.stream().key());
      return switch ((int) e.cents()) {
        case 1 -> new Impossible(number, LocalDate.MAX, null, null);
        case 2 -> new Impossible(number, null, new BigDecimal("1E+1000000000"), null);
        case 3 -> new Impossible(number, null, new BigDecimal("1E-20000"), null);
        case 4 -> new Impossible(number, null, null, "N\0UL");
        case 5 -> new Impossible(number, null, null, "half \udc00 a pair");
        default -> new Impossible(number, LocalDate.EPOCH, BigDecimal.ZERO, "");
      };
    }

    @On
    Impossible next(Deposited e) {
      return new Impossible(account, LocalDate.EPOCH, BigDecimal.ZERO, "");
    }
  }

  /** Also if a later event of the same batch would have made the row possible again. */
  @Test
  void whatNoColumnCanHoldParksItsKey() {
    for (int i = 0; i < 7; i++) {
      log.append(account(i), new Deposited(i, LocalDate.EPOCH), new Deposited(0, LocalDate.EPOCH));
    }
    try (Projections impossible =
        Projections.of(log.store(), SETTINGS, List.of(Projection.keyed(Impossible.class)))) {
      impossible.operations().rebuild(List.of("impossible"), RebuildListener.NONE);

      assertThat(impossible.rows(Impossible.class).first(9))
          .extracting(Impossible::account)
          .containsExactly(0, 6);
      assertThat(impossible.operations().parked("impossible").list(9))
          .hasSize(5)
          .allMatch(sequence -> sequence.waiting() == 2)
          .allMatch(sequence -> sequence.reason().contains("which PostgreSQL cannot"));
    }
  }
}
