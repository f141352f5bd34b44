package dev.cairn.outbox;

import static dev.cairn.outbox.BankEvents.account;
import static dev.cairn.outbox.RelayRig.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cairn.event.RecordedEvent;
import dev.cairn.outbox.BankEvents.Deposited;
import dev.cairn.outbox.BankEvents.Opened;
import dev.cairn.outbox.reconciliation.Reconciliation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the relay does with values that are not the payload as it is stored. */
class ValuesIT {

  private static final String SCHEMA = "https://schemas.example/7";

  private final RelayRig rig = new RelayRig();
  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicInteger asked = new AtomicInteger();

  @AfterEach
  void close() {
    rig.close();
  }

  /** A format of one byte and the payload, for which the note of a deposit can be refused. */
  private EventValue write(RecordedEvent event, String topic) {
    asked.incrementAndGet();
    if (away.get()) {
      throw new ValuesUnavailableException("nobody answers", null);
    }
    if (event.payloadText().contains("refuse")) {
      throw new IllegalStateException("no such value in " + topic);
    }
    byte[] text = event.payloadJson();
    byte[] bytes = new byte[text.length + 1];
    bytes[0] = (byte) 0xFF;
    System.arraycopy(text, 0, bytes, 1, text.length);
    return new EventValue(bytes, "application/x-test", SCHEMA);
  }

  private RelaySettings settings() {
    return rig.settings().withValues(this::write);
  }

  private static byte[] decoded(PublishedEvent event) {
    assertThat(event.data()[0]).isEqualTo((byte) 0xFF);
    return java.util.Arrays.copyOfRange(event.data(), 1, event.data().length);
  }

  private void requireAllPublishedOnce() {
    List<PublishedEvent> published = rig.published();
    List<RecordedEvent> log = rig.log().events();
    assertThat(published.stream().map(PublishedEvent::id))
        .containsExactlyInAnyOrderElementsOf(log.stream().map(RecordedEvent::id).toList());
    CommittedRecords.requireOrder(published);
    for (PublishedEvent event : published) {
      RecordedEvent recorded =
          log.stream().filter(one -> one.id().equals(event.id())).findFirst().orElseThrow();
      assertThat(decoded(event)).isEqualTo(recorded.payloadJson());
    }
  }

  @ParameterizedTest
  @EnumSource(CloudEventMode.class)
  void whatTheFormatSaysOfAValueIsInItsRecord(CloudEventMode mode) {
    rig.log().append(account(1), new Deposited(5, "é"));
    rig.publishAll(settings().withMode(mode));

    PublishedEvent event = rig.published().get(0);

    assertThat(event.contentType()).isEqualTo("application/x-test");
    assertThat(event.dataSchema()).isEqualTo(SCHEMA);
    assertThat(event.isJson()).isFalse();
    requireAllPublishedOnce();
  }

  @Test
  void inBinaryModeTheValueIsWhatTheFormatWroteAndTheSchemaAHeader() {
    rig.log().append(account(1), new Opened("a"));
    rig.publishAll(settings());

    ConsumerRecord<byte[], byte[]> record =
        CommittedRecords.read(rig.kafka(), rig.prefix()).get(0);

    assertThat(record.value()).startsWith(0xFF).endsWith('}');
    assertThat(header(record, "content-type")).isEqualTo("application/x-test");
    assertThat(header(record, "ce_dataschema")).isEqualTo(SCHEMA);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Test
  void inStructuredModeTheValueIsInBase64() throws IOException {
    rig.log().append(account(1), new Opened("a"));
    rig.publishAll(settings().withMode(CloudEventMode.STRUCTURED));

    JsonNode envelope = new ObjectMapper()
        .readTree(CommittedRecords.read(rig.kafka(), rig.prefix()).get(0).value());

    assertThat(envelope.has("data")).isFalse();
    assertThat(envelope.get("data_base64").binaryValue()).startsWith(0xFF).endsWith('}');
    assertThat(envelope.get("datacontenttype").textValue()).isEqualTo("application/x-test");
    assertThat(envelope.get("dataschema").textValue()).isEqualTo(SCHEMA);
  }

  @Test
  void messagesThatAreNoEventsStayAsTheyWereSent() {
    rig.log()
        .jdbi()
        .useTransaction(handle -> new Outbox(rig.log().schema())
            .send(handle, OutboxMessage.of(rig.topic(), "k", "kind", "{\"a\": 1}")));
    rig.publishAll(settings());

    PublishedEvent message = rig.published().get(0);

    assertThat(message.isJson()).isTrue();
    assertThat(message.dataSchema()).isNull();
    assertThat(message.dataText()).isEqualTo("{\"a\": 1}");
    assertThat(asked).hasValue(0);
  }

  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void anEventThatCanHaveNoValueIsParkedWithWhatFollowsIt(Guarantee guarantee) {
    rig.log().append(account(1), new Opened("a"), new Deposited(1, "refuse"), new Deposited(2, ""));
    rig.log().append(account(2), new Deposited(3, ""));
    rig.publishAll(settings().withGuarantee(guarantee.value()));

    assertThat(rig.versions("account:1")).containsExactly(1L);
    assertThat(rig.versions("account:2")).containsExactly(1L);
    assertThat(rig.parked("account:1")).hasSize(2);
    assertThat(rig.parked("account:1").get(0).detail())
        .contains("its value cannot be written", "no such value in " + rig.topic());
  }

  /** The relay waits as it does for a broker, and asks once for each attempt, not once for each event. */
  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void whileValuesCannotBeWrittenTheRelayWaitsAndLosesAndRepeatsNothing(Guarantee guarantee) {
    rig.log().deposits(50, 3);
    OutboxRelay relay = rig.start(settings().withGuarantee(guarantee.value()).withBatchSize(20));
    rig.awaitPublished(relay);
    away.set(true);
    asked.set(0);
    rig.log().deposits(60, 3);
    patiently().until(() -> relay.state().failures() >= 2);

    assertThat(relay.state().waiting()).isTrue();
    assertThat(asked.get()).isLessThanOrEqualTo((int) relay.state().failures() + 1);
    assertThat(rig.status().lastError()).contains("nobody answers");
    assertThat(rig.parked().list(10)).isEmpty();
    assertThat(rig.published()).hasSize(50);

    away.set(false);
    rig.awaitPublished(relay);
    requireAllPublishedOnce();
  }

  @Test
  void aRelayThatWaitsForValuesCanBeClosed() {
    CountDownLatch waiting = new CountDownLatch(1);
    rig.log().append(account(1), new Opened("a"));
    OutboxRelay relay = rig.start(rig.settings()
        .withCloseTimeout(Duration.ofMillis(100))
        .withValues((event, topic) -> {
          waiting.countDown();
          try {
            new CountDownLatch(1).await();
            throw new AssertionError("Nobody counts down");
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ValuesUnavailableException("interrupted", e);
          }
        }));
    patiently().until(() -> waiting.getCount() == 0);
    relay.close();

    assertThat(relay.ended().toCompletableFuture()).isCompleted();
    assertThat(rig.published()).isEmpty();
  }

  @Test
  void reconciliationComparesTheirPlaceAndSaysThatItDoesNotCompareThem() {
    rig.log().deposits(20, 3);
    rig.publishAll(settings());

    Reconciliation result =
        Reconciliation.of(rig.log().store(), rig.kafkaSettings(), settings(), read -> {});

    assertThat(result).isEqualTo(new Reconciliation(20, 20, 0, 0, 0, 0, 0, 0, 0, 20));
    assertThat(result.isClean()).isTrue();
  }
}
