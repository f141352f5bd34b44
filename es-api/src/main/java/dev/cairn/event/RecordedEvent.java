package dev.cairn.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that is in the log for good: nothing about it ever changes.
 *
 * <p>Payload and metadata are decoded when they are first asked for, so a reader pays only for what
 * it looks at. Thread-safe. Two recorded events are equal if they have the same id at the same place
 * of the log and the same stored text.
 */
public final class RecordedEvent {

  private final long position;
  private final String stream;
  private final long version;
  private final UUID id;
  private final String type;
  private final byte[] payload;
  private final byte[] metadata;
  private final Instant recordedAt;
  private final EventCodec codec;

  // Decoded at most a few times when threads race for the first look, always to an equal value.
  private @Nullable Object decodedPayload;
  private @Nullable EventMetadata decodedMetadata;

  /**
   * For stores.
   *
   * @param payload JSON text in UTF-8; neither array is copied, so the store lets go of both
   */
  @SuppressWarnings("TooManyParameters") // one for each column of the log; only stores call this
  public RecordedEvent(
      long position,
      String stream,
      long version,
      UUID id,
      String type,
      byte[] payload,
      byte[] metadata,
      Instant recordedAt,
      EventCodec codec) {
    this.position = position;
    this.stream = stream;
    this.version = version;
    this.id = id;
    this.type = type;
    this.payload = payload;
    this.metadata = metadata;
    this.recordedAt = recordedAt;
    this.codec = codec;
  }

  public Position position() {
    return new Position(position);
  }

  public StreamId stream() {
    return StreamId.parse(stream);
  }

  /** The id of the stream in its text form, {@code category:key}; cheaper than {@link #stream()}. */
  public String streamText() {
    return stream;
  }

  public StreamVersion version() {
    return new StreamVersion(version);
  }

  public UUID id() {
    return id;
  }

  /** The name under which the event is stored, see {@link EventType}. */
  public String type() {
    return type;
  }

  /** When the event was appended, by the clock of the database. */
  public Instant recordedAt() {
    return recordedAt;
  }

  /**
   * The event itself.
   *
   * @throws UnknownEventTypeException if no class is registered under {@link #type()}
   * @throws EventDecodingException if the stored text does not fit that class
   */
  public Object payload() {
    Object decoded = decodedPayload;
    if (decoded == null) {
      decoded = codec.decode(this);
      decodedPayload = decoded;
    }
    return decoded;
  }

  /**
   * What is known about the event beside what happened.
   *
   * @throws EventDecodingException if the stored text is not what the codec writes
   */
  public EventMetadata metadata() {
    EventMetadata decoded = decodedMetadata;
    if (decoded == null) {
      decoded = codec.decodeMetadata(this);
      decodedMetadata = decoded;
    }
    return decoded;
  }

  /** The payload as it is stored: JSON in UTF-8. Not a copy: it is not to be changed. */
  public byte[] payloadJson() {
    return payload;
  }

  /** The metadata as it is stored: JSON in UTF-8. Not a copy: it is not to be changed. */
  public byte[] metadataJson() {
    return metadata;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RecordedEvent that
        && position == that.position
        && version == that.version
        && id.equals(that.id)
        && stream.equals(that.stream)
        && type.equals(that.type)
        && recordedAt.equals(that.recordedAt)
        && Arrays.equals(payload, that.payload)
        && Arrays.equals(metadata, that.metadata);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** Names the event without its payload, which may be secret. */
  @Override
  public String toString() {
    return type + " " + id + " (" + stream + " version " + version + ", position " + position + ")";
  }

  /** The payload as text, for people. */
  public String payloadText() {
    return new String(payload, StandardCharsets.UTF_8);
  }
}
