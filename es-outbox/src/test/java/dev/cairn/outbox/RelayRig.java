package dev.cairn.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cairn.embedded.KafkaServer;
import dev.cairn.embedded.Servers;
import dev.cairn.event.RecordedEvent;
import dev.cairn.outbox.settings.KafkaSettings;
import dev.cairn.postgres.parking.ParkedEvent;
import dev.cairn.postgres.parking.ParkedEvents;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** A log of its own, topics of its own on a broker, and relays between the two. */
final class RelayRig implements AutoCloseable {

  private static final KafkaServer SHARED = Servers.sharedKafka();

  private final OutboxLog log;
  private final Map<String, Object> kafka;
  private @Nullable Admin admin;

  RelayRig() {
    this(OutboxLog.create(), SHARED);
  }

  RelayRig(OutboxLog log, KafkaServer kafka) {
    this.log = log;
    this.kafka = new HashMap<>(kafka.clientSettings());
  }

  static ConditionFactory patiently() {
    return await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofMinutes(2));
  }

  OutboxLog log() {
    return log;
  }

  /** What the names of this log's topics begin with. */
  String prefix() {
    return log.schema() + ".";
  }

  String topic() {
    return prefix() + "account";
  }

  /** The settings of clients; may be changed before a relay is started. */
  Map<String, Object> kafka() {
    return kafka;
  }

  /** The same, as they are now. */
  KafkaSettings kafkaSettings() {
    return KafkaSettings.of(kafka);
  }

  /** What most tests want: one broker, few partitions, a short lease, and a cursor topic by this prefix. */
  RelaySettings settings() {
    return RelaySettings.publishingTo(prefix())
        .withTopics(TopicSettings.singleBroker().withPartitions(2))
        .withLease(Duration.ofSeconds(1));
  }

  OutboxRelay start() {
    return start(settings());
  }

  OutboxRelay start(RelaySettings settings) {
    return log.closing(OutboxRelay.start(log.store(), kafkaSettings(), settings));
  }

  OutboxRelay start(RelaySettings settings, CrashPoints crashPoints) {
    return log.closing(OutboxRelay.start(log.store(), kafkaSettings(), settings, crashPoints));
  }

  /** Starts it, waits until it has published everything, and closes it. */
  void publishAll(RelaySettings settings) {
    try (OutboxRelay relay = OutboxRelay.start(log.store(), kafkaSettings(), settings)) {
      awaitPublished(relay);
    }
  }

  void publishAll() {
    publishAll(settings());
  }

  /** Waits until the relay has been through the whole log and no message is on its way. */
  void awaitPublished(OutboxRelay relay) {
    patiently().until(() -> {
      assertThat(relay.ended().toCompletableFuture()).isNotCompletedExceptionally();
      return relay.state().leading()
          && relay.state().cursor().equals(log.store().head())
          && deliverableMessages() == 0;
    });
  }

  private long deliverableMessages() {
    return log.number("""
        (select count(*) from @.outbox_messages m where m.state = 'waiting'
            and not exists (select from @.outbox_messages p where p.state = 'parked' and p.topic = m.topic
                               and p.key = m.key and p.number < m.number))""");
  }

  void awaitLeading(OutboxRelay relay) {
    patiently().until(() -> relay.state().leading());
  }

  /** Waits until the relay has halted, and returns why. */
  static RelayHaltedException halted(OutboxRelay relay) {
    AtomicReference<Throwable> why = new AtomicReference<>();
    patiently().until(() -> {
      relay.ended().whenComplete((nothing, failure) -> why.set(failure));
      return relay.ended().toCompletableFuture().isDone();
    });
    Throwable failure = why.get();
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    assertThat(cause).as("what the relay ended with").isInstanceOf(RelayHaltedException.class);
    return (RelayHaltedException) Objects.requireNonNull(cause);
  }

  /** Starts a relay that is to halt. */
  RelayHaltedException halted(RelaySettings settings) {
    return halted(start(settings));
  }

  /** What a {@code read_committed} consumer sees in this log's topics. */
  List<PublishedEvent> published() {
    return CommittedRecords.events(kafka, prefix());
  }

  /** The same, as texts: what is in Kafka of one stream or under one key, in order. */
  List<String> published(String subject) {
    return published().stream()
        .filter(event -> subject.equals(event.subject()))
        .map(PublishedEvent::dataText)
        .toList();
  }

  /** The versions of one stream that are in Kafka, in order. */
  List<Long> versions(String stream) {
    return published().stream()
        .filter(event -> stream.equals(event.subject()))
        .map(event -> Objects.requireNonNull(event.version()).value())
        .toList();
  }

  void requireLogAndKafkaEqual() {
    CommittedRecords.requireEqual(log.events(), kafka, prefix());
  }

  /** The same for at least once: repetitions may be there, after the first copies. */
  void requireLogAndFirstCopiesEqual() {
    List<PublishedEvent> firstCopies = CommittedRecords.firstCopies(published());
    assertThat(firstCopies.stream().map(PublishedEvent::id))
        .containsExactlyInAnyOrderElementsOf(
            log.events().stream().map(RecordedEvent::id).toList());
    CommittedRecords.requireOrder(firstCopies);
  }

  ParkedEvents parked() {
    return new ParkedEvents(log.store().database(), "outbox");
  }

  List<ParkedEvent> parked(String stream) {
    return parked().events(stream, dev.cairn.event.Position.START, 1000);
  }

  void awaitParked(String stream, int events) {
    patiently()
        .until(() -> parked(stream).stream()
                .filter(event -> event.state() == ParkedEvent.State.PARKED)
                .count()
            == events);
  }

  /** Waits until the database says, too, that everything has been published. */
  void awaitNoted() {
    patiently()
        .until(() -> RelayStatus.of(log.store().database(), "outbox")
            .filter(status -> status.cursor().equals(log.store().head()))
            .isPresent());
  }

  /** Asks for another try, and again if it fails, until nothing of the stream waits. */
  void retryUntilHandled(String stream) {
    patiently().until(() -> {
      parked().list(1000).stream()
          .filter(sequence -> sequence.key().equals(stream) && sequence.retryRequestedBy() == null)
          .forEach(sequence -> parked().retry(stream, "ann"));
      return parked(stream).stream().noneMatch(event -> event.state() == ParkedEvent.State.PARKED);
    });
  }

  RelayStatus status() {
    return RelayStatus.of(log.store().database(), "outbox").orElseThrow();
  }

  /** One for all who ask. */
  synchronized Admin admin() {
    if (admin == null) {
      admin = log.closing(Admin.create(kafka));
    }
    return admin;
  }

  String cursorTopic() {
    return "cairn.cursor.outbox." + log.store().identity().log();
  }

  /** Waits until records are in Kafka that no reader of what is committed may see. */
  void awaitOpenTransaction() {
    patiently()
        .until(() -> end(IsolationLevel.READ_COMMITTED) < end(IsolationLevel.READ_UNCOMMITTED));
  }

  private long end(IsolationLevel isolation) {
    TopicPartition cursor = new TopicPartition(cursorTopic(), 0);
    return KafkaClients.answer(admin()
            .listOffsets(Map.of(cursor, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
            .partitionResult(cursor))
        .offset();
  }

  @Override
  public void close() {
    log.close();
  }
}
