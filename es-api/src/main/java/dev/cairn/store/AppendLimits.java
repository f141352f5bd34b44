package dev.cairn.store;

import dev.cairn.InvalidInputException;

/**
 * How much one append may carry, checked before anything is sent.
 *
 * @param maxEvents events in one call, over all its streams
 * @param maxPayloadBytes JSON text of one payload
 * @param maxMetadataBytes JSON text of the metadata of one event
 * @param maxBytes all of that together, over all events of one call
 */
public record AppendLimits(int maxEvents, int maxPayloadBytes, int maxMetadataBytes, int maxBytes) {

  private static final AppendLimits DEFAULTS =
      new AppendLimits(1_000, 1024 * 1024, 64 * 1024, 64 * 1024 * 1024);

  /**
   * @throws InvalidInputException if a limit lets nothing through
   */
  public AppendLimits {
    atLeast(1, "number of events per append", maxEvents);
    // The shortest JSON object has two bytes.
    atLeast(2, "number of bytes per payload", maxPayloadBytes);
    atLeast(2, "number of bytes per metadata", maxMetadataBytes);
    atLeast(4, "number of bytes per append", maxBytes);
  }

  private static void atLeast(int least, String subject, int limit) {
    if (limit < least) {
      throw new InvalidInputException(
          subject, "is limited to " + limit + "; the limit must be at least " + least);
    }
  }

  /** 1,000 events, 1 MiB for a payload, 64 KiB for metadata, 64 MiB for everything together. */
  public static AppendLimits defaults() {
    return DEFAULTS;
  }

  public AppendLimits withMaxEvents(int events) {
    return new AppendLimits(events, maxPayloadBytes, maxMetadataBytes, maxBytes);
  }

  public AppendLimits withMaxPayloadBytes(int bytes) {
    return new AppendLimits(maxEvents, bytes, maxMetadataBytes, maxBytes);
  }

  public AppendLimits withMaxMetadataBytes(int bytes) {
    return new AppendLimits(maxEvents, maxPayloadBytes, bytes, maxBytes);
  }

  public AppendLimits withMaxBytes(int bytes) {
    return new AppendLimits(maxEvents, maxPayloadBytes, maxMetadataBytes, bytes);
  }
}
