package dev.cairn.codec.schema;

import java.util.List;
import java.util.Locale;

/** The numbers that there are, by the values that fit. */
public enum NumberKind {
  BYTE(8, 8),
  SHORT(16, 16),
  INT(32, 32),
  LONG(64, 64),
  /** Whole numbers without bounds. */
  BIG_INTEGER(Integer.MAX_VALUE, Integer.MAX_VALUE),
  FLOAT(24, 0),
  DOUBLE(53, 0),
  /** Decimal fractions without bounds. */
  BIG_DECIMAL(Integer.MAX_VALUE, 0);

  private final int exactBits;
  private final int wholeBits;

  NumberKind(int exactBits, int wholeBits) {
    this.exactBits = exactBits;
    this.wholeBits = wholeBits;
  }

  /** What the floating kinds hold beside numbers; JSON has no numbers for them. */
  static final List<String> NOT_FINITE = List.of("NaN", "Infinity", "-Infinity");

  /** Its name in files. */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind with that name in files. */
  static NumberKind fromFile(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Whether there are only whole numbers in it. */
  public boolean isWhole() {
    return wholeBits > 0;
  }

  /** Whether it is binary floating point. */
  public boolean isFloating() {
    return this == FLOAT || this == DOUBLE;
  }

  /** Whether every number of the other kind is one of this kind too, to the last digit. */
  public boolean holds(NumberKind other) {
    if (isWhole()) {
      return other.isWhole() && other.wholeBits <= wholeBits;
    }
    if (this == BIG_DECIMAL) {
      // NaN and the infinities are no decimals.
      return !other.isFloating();
    }
    return other != BIG_DECIMAL && other.exactBits <= exactBits;
  }
}
