package dev.cairn.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
  private final int revision;
  private final byte @Nullable [] payload;
  private final byte[] metadata;
  private final Instant recordedAt;
  private final EventCodec codec;
  private final byte @Nullable [] neighbour;
  private final @Nullable UpcastPayload upcast;

  // Decoded at most a few times when threads race for the first look, always to an equal value.
  private @Nullable Object decodedPayload;
  private @Nullable EventMetadata decodedMetadata;
  private @Nullable List<RecordedEvent> today;

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
      int revision,
      byte[] payload,
      byte[] metadata,
      Instant recordedAt,
      EventCodec codec) {
    this.position = position;
    this.stream = stream;
    this.version = version;
    this.id = id;
    this.type = type;
    this.revision = revision;
    this.payload = payload;
    this.metadata = metadata;
    this.recordedAt = recordedAt;
    this.codec = codec;
    this.neighbour = null;
    this.upcast = null;
  }

  private RecordedEvent(RecordedEvent stored, byte[] neighbour) {
    this.position = stored.position;
    this.stream = stored.stream;
    this.version = stored.version;
    this.id = stored.id;
    this.type = stored.type;
    this.revision = stored.revision;
    this.payload = stored.payload;
    this.metadata = stored.metadata;
    this.recordedAt = stored.recordedAt;
    this.codec = stored.codec;
    this.neighbour = neighbour;
    this.upcast = stored.upcast;
  }

  private RecordedEvent(RecordedEvent stored, EventRevision form, UUID id, UpcastPayload upcast) {
    this.position = stored.position;
    this.stream = stored.stream;
    this.version = stored.version;
    this.id = id;
    this.type = form.type();
    this.revision = form.revision();
    this.payload = null;
    this.metadata = stored.metadata;
    this.recordedAt = stored.recordedAt;
    this.codec = stored.codec;
    this.neighbour = null;
    this.upcast = upcast;
  }

  /** The same, knowing the payload of the event with which it is read, see {@link #neighbourJson()}. For stores. */
  public RecordedEvent withNeighbour(byte[] json) {
    return new RecordedEvent(this, json);
  }

  /** One of the events that this stored one is today. For codecs. */
  public RecordedEvent as(EventRevision form, UUID withId, UpcastPayload withPayload) {
    return new RecordedEvent(this, form, withId, withPayload);
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

  /** The revision of its type in which the event is stored, see {@link EventType#revision()}. */
  public int revision() {
    return revision;
  }

  /**
   * What this event is today, if it was stored in an earlier form: none, one or several events at the same
   * place of the log; otherwise itself. Stores do this for their readers, except for those who ask for what
   * is stored.
   *
   * @throws UpcastingException if the stored text is not what the upcasters were written for
   * @throws UnknownEventRevisionException if nothing leads from its revision to today's
   */
  public List<RecordedEvent> upcast() {
    Upcasting upcasting = codec.upcasting();
    if (upcast != null || upcasting.isCurrent(type, revision)) {
      return List.of(this);
    }
    List<RecordedEvent> events = today;
    if (events == null) {
      events = upcasting.upcast(this);
      today = events;
    }
    return events;
  }

  /**
   * The stored payload of the event with which this one is read as one event: of the next one in the stream
   * if this is the first of the two, and of the one before if it is the second; null if it is read by
   * itself. See {@link Upcasting#merged()}.
   */
  public byte @Nullable [] neighbourJson() {
    return neighbour;
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
   * @throws UnknownEventRevisionException if it is stored in another revision than that class has, see
   *     {@link #upcast()}
   */
  public Object payload() {
    Object decoded = decodedPayload;
    if (decoded == null) {
      decoded = upcast == null ? codec.decode(this) : upcast.decode();
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

  /**
   * The payload as it is stored, or as it is today if this is what {@link #upcast()} made: JSON in UTF-8. Not
   * a copy: it is not to be changed.
   */
  public byte[] payloadJson() {
    return payload == null ? Objects.requireNonNull(upcast).json() : payload;
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
        && revision == that.revision
        && recordedAt.equals(that.recordedAt)
        && Arrays.equals(payloadJson(), that.payloadJson())
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
    return new String(payloadJson(), StandardCharsets.UTF_8);
  }
}
