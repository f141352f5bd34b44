package dev.cairn.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes event ids: UUIDs of version 7 (RFC 9562), which sort by the time they were made and so keep
 * the index of ids dense.
 *
 * <p>Thread-safe. Within one process ids rise strictly, also when the clock goes back.
 */
public final class EventIds {

  private static final int COUNTER_BITS = 12;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;
  private static final long LOW_62_BITS = 0x3FFF_FFFF_FFFF_FFFFL;

  /** Milliseconds and a counter below them, so that a clock that stands or goes back changes nothing. */
  private static final AtomicLong LAST = new AtomicLong();

  private static final ThreadLocal<SplittableRandom> RANDOM =
      ThreadLocal.withInitial(() -> new SplittableRandom(new SecureRandom().nextLong()));

  /** Where no command appends. */
  private static final StreamId PARTS = StreamId.of("cairn-part", "of-event");

  private EventIds() {}

  /** A new id, later in order than every id this process made before. */
  public static UUID next() {
    long now = System.currentTimeMillis() << COUNTER_BITS;
    long tick = LAST.updateAndGet(last -> Math.max(last + 1, now));
    return uuid(tick >>> COUNTER_BITS, tick & 0xFFF, RANDOM.get().nextLong());
  }

  /**
   * The id of the {@code index}-th event (from 0) that a command appends to a stream. The same
   * arguments always give the same id, so a command that is sent again can be recognised by the ids
   * of its events, without a table of handled commands.
   *
   * <p>The time part is that of the command id where that is itself of version 7.
   */
  public static UUID derived(UUID commandId, StreamId stream, int index) {
    byte[] name = stream.toString().getBytes(StandardCharsets.UTF_8);
    byte[] hash = sha256()
        .digest(ByteBuffer.allocate(20 + name.length)
            .putLong(commandId.getMostSignificantBits())
            .putLong(commandId.getLeastSignificantBits())
            .putInt(index)
            .put(name)
            .array());
    ByteBuffer bits = ByteBuffer.wrap(hash);
    return uuid(
        commandId.getMostSignificantBits() >>> 16, bits.getShort() & 0xFFF, bits.getLong(8));
  }

  /**
   * The id of the {@code index}-th (from 0) of the events that a stored one is read as: that of the stored
   * one for the first, and for each other one always the same that no other event has.
   */
  public static UUID ofPart(UUID stored, int index) {
    return index == 0 ? stored : derived(stored, PARTS, index);
  }

  private static UUID uuid(long millis, long twelveBits, long random) {
    return new UUID(millis << 16 | VERSION_7 | twelveBits, VARIANT | (random & LOW_62_BITS));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
