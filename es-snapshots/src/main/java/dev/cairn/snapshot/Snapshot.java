package dev.cairn.snapshot;

import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * A state of an aggregate as it is stored.
 *
 * @param version of the last event that went into it
 * @param lastEvent the id of that event
 * @param fingerprint of the shape of the state's class
 * @param revision see {@link Snapshotted#revision}
 * @param state JSON in UTF-8; not copied, so nobody changes it
 * @param checksum over all of these
 * @param takenAt by the clock of the process that took it; for people
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier to and from a store, never compared
public record Snapshot(
    StreamId stream,
    StreamVersion version,
    UUID lastEvent,
    String fingerprint,
    int revision,
    byte[] state,
    long checksum,
    Instant takenAt) {

  static Snapshot of(
      StreamId stream,
      StreamVersion version,
      UUID lastEvent,
      String fingerprint,
      int revision,
      byte[] state) {
    return new Snapshot(
        stream,
        version,
        lastEvent,
        fingerprint,
        revision,
        state,
        checksum(stream, version, lastEvent, fingerprint, revision, state),
        // No finer than a database keeps it.
        Instant.now().truncatedTo(ChronoUnit.MICROS));
  }

  /** Whether it is as it was taken. */
  public boolean isIntact() {
    return checksum == checksum(stream, version, lastEvent, fingerprint, revision, state);
  }

  private static long checksum(
      StreamId stream,
      StreamVersion version,
      UUID lastEvent,
      String fingerprint,
      int revision,
      byte[] state) {
    CRC32C sum = new CRC32C();
    sum.update((stream + " " + fingerprint).getBytes(StandardCharsets.UTF_8));
    sum.update(ByteBuffer.allocate(3 * Long.BYTES + Integer.BYTES)
        .putLong(version.value())
        .putLong(lastEvent.getMostSignificantBits())
        .putLong(lastEvent.getLeastSignificantBits())
        .putInt(revision)
        .flip());
    sum.update(state);
    return sum.getValue();
  }

  /** Names it without its state, which may be secret. */
  @Override
  public String toString() {
    return "snapshot of " + stream + " at version " + version;
  }
}
