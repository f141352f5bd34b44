package dev.cairn.outbox;

import dev.cairn.InvalidInputException;
import dev.cairn.event.EventCodec;
import dev.cairn.outbox.settings.RelayWants;
import dev.cairn.store.EventFilter;
import dev.cairn.store.LogIdentity;
import dev.cairn.store.Todays;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a relay works.
 *
 * @param name which relay of its log this is: relays of one name take turns, others are independent
 * @param guarantee what consumers may count on
 * @param routing where events go
 * @param filter which events are published at all
 * @param topics how the topics are
 * @param mode the form of records
 * @param values how the values of events are written
 * @param upcasting whether events of earlier forms are published as what they are today, which may be none or
 *     several; otherwise as they are stored. The filter and the routing are then for the types of today
 * @param source the CloudEvents source of all records; null for {@code urn:cairn:} and the log's identity
 * @param batchSize how many events one batch, and so one transaction, holds at most
 * @param linger how long to wait for more events before a batch that is not full is sent
 * @param lease how long a relay that fell silent keeps others from taking over
 * @param closeTimeout how long {@link OutboxRelay#close} waits for the batch in flight before aborting it
 * @param maxParkedStreams how many streams may be parked before the relay halts: when so many fail, the
 *     fault is not in the events
 */
public record RelaySettings(
    String name,
    DeliveryGuarantee guarantee,
    TopicRouting routing,
    EventFilter filter,
    TopicSettings topics,
    CloudEventMode mode,
    ValueFormat values,
    boolean upcasting,
    @Nullable String source,
    int batchSize,
    Duration linger,
    Duration lease,
    Duration closeTimeout,
    int maxParkedStreams) {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final int MAX_BATCH = 100_000;

  public RelaySettings {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidInputException(
          "relay name",
          "'" + name
              + "' is not 1 to 64 lower-case letters, digits, dots, underscores and hyphens");
    }
    if (batchSize < 1 || batchSize > MAX_BATCH) {
      throw new InvalidInputException(
          "batch size", "is " + batchSize + "; it must be 1 to " + MAX_BATCH);
    }
    between("linger", linger, Duration.ZERO, Duration.ofSeconds(10));
    between("lease", lease, Duration.ofMillis(500), Duration.ofMinutes(10));
    between("close timeout", closeTimeout, Duration.ofMillis(1), Duration.ofHours(1));
    if (maxParkedStreams < 1) {
      throw new InvalidInputException("most parked streams", "are " + maxParkedStreams);
    }
  }

  /** What Kafka's settings are checked against. */
  public RelayWants wants() {
    return RelayWants.defaults()
        .withGuarantee(wantedGuarantee())
        .withTopicsOf(topics.partitions(), topics.replicationFactor(), topics.minInsyncReplicas())
        .withTimes(KafkaClients.TRANSACTION, linger)
        .withCreatesTopics(topics.createMissing());
  }

  /** The CloudEvents source of the records of that log. */
  public String sourceOf(LogIdentity log) {
    return source == null ? "urn:cairn:" + log.log() : source;
  }

  private RelayWants.Guarantee wantedGuarantee() {
    if (guarantee instanceof DeliveryGuarantee.ExactlyOnce) {
      return RelayWants.Guarantee.EXACTLY_ONCE;
    }
    return guarantee instanceof DeliveryGuarantee.AtLeastOnce
        ? RelayWants.Guarantee.AT_LEAST_ONCE
        : RelayWants.Guarantee.AT_MOST_ONCE;
  }

  private static void between(String subject, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new InvalidInputException(
          subject, "is " + value + "; it must be between " + least + " and " + most);
    }
  }

  /**
   * Exactly once, all events, as JSON, one topic for each category under a prefix, up to 8,000 events in a batch that
   * waits for no more, a lease of 10 seconds.
   *
   * @param topicPrefix such as {@code bank.}
   */
  public static RelaySettings publishingTo(String topicPrefix) {
    return new RelaySettings(
        "outbox",
        DeliveryGuarantee.exactlyOnce(),
        TopicRouting.byCategory(topicPrefix),
        EventFilter.all(),
        TopicSettings.defaults(),
        CloudEventMode.BINARY,
        ValueFormat.json(),
        false,
        null,
        8_000,
        Duration.ZERO,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        10_000);
  }

  /** Which stored events there may be something of to publish. */
  public EventFilter storedFilter(EventCodec codec) {
    return upcasting ? Todays.stored(filter, codec.upcasting()) : filter;
  }

  public RelaySettings withName(String other) {
    return changed(draft -> draft.name = other);
  }

  public RelaySettings withGuarantee(DeliveryGuarantee other) {
    return changed(draft -> draft.guarantee = other);
  }

  public RelaySettings withRouting(TopicRouting other) {
    return changed(draft -> draft.routing = other);
  }

  public RelaySettings withFilter(EventFilter other) {
    return changed(draft -> draft.filter = other);
  }

  public RelaySettings withTopics(TopicSettings all) {
    return changed(draft -> draft.topics = all);
  }

  public RelaySettings withMode(CloudEventMode other) {
    return changed(draft -> draft.mode = other);
  }

  public RelaySettings withValues(ValueFormat other) {
    return changed(draft -> draft.values = other);
  }

  /** Publishes events of earlier forms as what they are today. */
  public RelaySettings withUpcasting() {
    return changed(draft -> draft.upcasting = true);
  }

  public RelaySettings withSource(String uri) {
    return changed(draft -> draft.source = uri);
  }

  public RelaySettings withBatchSize(int events) {
    return changed(draft -> draft.batchSize = events);
  }

  public RelaySettings withLinger(Duration time) {
    return changed(draft -> draft.linger = time);
  }

  public RelaySettings withLease(Duration time) {
    return changed(draft -> draft.lease = time);
  }

  public RelaySettings withCloseTimeout(Duration atMost) {
    return changed(draft -> draft.closeTimeout = atMost);
  }

  public RelaySettings withMaxParkedStreams(int number) {
    return changed(draft -> draft.maxParkedStreams = number);
  }

  private RelaySettings changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.settings();
  }

  /** Settings of which one is about to change: a record of so many has no shorter way to a copy. */
  private static final class Draft {

    private String name;
    private DeliveryGuarantee guarantee;
    private TopicRouting routing;
    private EventFilter filter;
    private TopicSettings topics;
    private CloudEventMode mode;
    private ValueFormat values;
    private boolean upcasting;
    private @Nullable String source;
    private int batchSize;
    private Duration linger;
    private Duration lease;
    private Duration closeTimeout;
    private int maxParkedStreams;

    Draft(RelaySettings settings) {
      name = settings.name;
      guarantee = settings.guarantee;
      routing = settings.routing;
      filter = settings.filter;
      topics = settings.topics;
      mode = settings.mode;
      values = settings.values;
      upcasting = settings.upcasting;
      source = settings.source;
      batchSize = settings.batchSize;
      linger = settings.linger;
      lease = settings.lease;
      closeTimeout = settings.closeTimeout;
      maxParkedStreams = settings.maxParkedStreams;
    }

    RelaySettings settings() {
      return new RelaySettings(
          name,
          guarantee,
          routing,
          filter,
          topics,
          mode,
          values,
          upcasting,
          source,
          batchSize,
          linger,
          lease,
          closeTimeout,
          maxParkedStreams);
    }
  }
}
