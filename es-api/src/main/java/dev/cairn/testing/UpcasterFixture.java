package dev.cairn.testing;

import dev.cairn.event.EventCodec;

/**
 * Tests what becomes of stored events of earlier forms: given the JSON as it is in the log, then these are the
 * events of today.
 *
 * <pre>{@code
 * UpcasterFixture.of(codec)
 *     .given("money-deposited", 1, "{'amount': '12.50'}")
 *     .then(new MoneyDeposited(1250, "EUR"));
 * }</pre>
 *
 * <p>For the sake of the reader of a test, quotes may be single ones where the JSON has no double ones.
 * Failures are {@link AssertionError}s. Immutable and thread-safe.
 */
public final class UpcasterFixture {

  private final EventCodec codec;

  private UpcasterFixture(EventCodec codec) {
    this.codec = codec;
  }

  /** A fixture for the upcasters of an application's codec. */
  public static UpcasterFixture of(EventCodec codec) {
    return new UpcasterFixture(codec);
  }

  /** An event is stored like this. */
  public StoredHistory given(String type, int revision, String json) {
    return new StoredHistory(codec).and(type, revision, json);
  }
}
