package dev.cairn.outbox;

import static dev.cairn.outbox.BankEvents.account;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cairn.event.EventIds;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.NewEvent;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.outbox.BankEvents.Deposited;
import dev.cairn.store.ExpectedVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a record says about its event, seen by a plain client of Kafka. */
class RecordsIT {

  private static final String TRACEPARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final RelayRig rig = new RelayRig();
  private final UUID correlation = EventIds.next();
  private final UUID causation = EventIds.next();

  @AfterEach
  void close() {
    rig.close();
  }

  private EventMetadata metadata() {
    return EventMetadata.none()
        .withCorrelationId(correlation)
        .withCausationId(causation)
        .withCommandId(EventIds.next())
        .withActor("ann")
        .withHeaders(Map.of("traceparent", TRACEPARENT, "other", "stays in the log"));
  }

  private RecordedEvent append(StreamId stream, EventMetadata metadata) {
    rig.log()
        .store()
        .append(
            stream,
            ExpectedVersion.any(),
            List.of(NewEvent.of(new Deposited(5, "é \"quoted\" \uD83D\uDE00"), metadata)));
    List<RecordedEvent> all = rig.log().events();
    return all.get(all.size() - 1);
  }

  private RelaySettings settings(CloudEventMode mode) {
    return rig.settings().withGuarantee(DeliveryGuarantee.atLeastOnce()).withMode(mode);
  }

  /** Publishes, and returns the last record. */
  private ConsumerRecord<byte[], byte[]> published(RelaySettings settings) {
    rig.publishAll(settings);
    List<ConsumerRecord<byte[], byte[]>> records = CommittedRecords.read(rig.kafka(), rig.prefix());
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    Map<String, String> headers = new HashMap<>();
    for (Header header : record.headers()) {
      assertThat(headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)))
          .as("a second header %s", header.key())
          .isNull();
    }
    return headers;
  }

  private String urn() {
    return "urn:cairn:" + rig.log().store().identity().log();
  }

  @Test
  void binaryModeIsTheStoredPayloadWithTheAttributesOfCloudEventsInHeaders() {
    RecordedEvent event = append(account(1), metadata());

    ConsumerRecord<byte[], byte[]> record = published(settings(CloudEventMode.BINARY));

    assertThat(record.value()).isEqualTo(event.payloadJson());
    assertThat(CommittedRecords.key(record)).isEqualTo("account:1");
    assertThat(headers(record))
        .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
            Map.entry("ce_specversion", "1.0"),
            Map.entry("ce_id", event.id().toString()),
            Map.entry("ce_source", urn()),
            Map.entry("ce_type", "deposited"),
            Map.entry("ce_subject", "account:1"),
            Map.entry("ce_time", headers(record).get("ce_time")),
            Map.entry("content-type", "application/json"),
            Map.entry("ce_streamversion", "1"),
            Map.entry("ce_position", event.position().toString()),
            Map.entry("ce_correlationid", correlation.toString()),
            Map.entry("ce_causationid", causation.toString()),
            Map.entry("ce_traceparent", TRACEPARENT),
            Map.entry("traceparent", TRACEPARENT)));
    assertThat(headers(record).get("ce_time"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    assertThat(Instant.parse(headers(record).get("ce_time"))).isEqualTo(event.recordedAt());
  }

  @Test
  void whatAnEventDoesNotHaveHasNoHeader() {
    append(account(1), EventMetadata.none());

    assertThat(headers(published(settings(CloudEventMode.BINARY))))
        .containsOnlyKeys(
            "ce_specversion",
            "ce_id",
            "ce_source",
            "ce_type",
            "ce_subject",
            "ce_time",
            "content-type",
            "ce_streamversion",
            "ce_position");
  }

  @Test
  void structuredModeIsOneJsonObjectWithThePayloadAsItIsStored() throws IOException {
    RecordedEvent event = append(account(1), metadata());

    ConsumerRecord<byte[], byte[]> record = published(settings(CloudEventMode.STRUCTURED));

    assertThat(headers(record))
        .containsExactlyInAnyOrderEntriesOf(Map.of(
            "content-type",
            "application/cloudevents+json; charset=UTF-8",
            "traceparent",
            TRACEPARENT));
    JsonNode envelope = new ObjectMapper().readTree(record.value());
    Map<String, String> attributes = new HashMap<>();
    envelope.properties().stream()
        .filter(member -> !member.getKey().equals("data"))
        .forEach(member -> {
          assertThat(member.getValue().isTextual()).as(member.getKey()).isTrue();
          attributes.put(member.getKey(), member.getValue().textValue());
        });
    assertThat(attributes)
        .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
            Map.entry("specversion", "1.0"),
            Map.entry("id", event.id().toString()),
            Map.entry("source", urn()),
            Map.entry("type", "deposited"),
            Map.entry("subject", "account:1"),
            Map.entry("time", attributes.get("time")),
            Map.entry("datacontenttype", "application/json"),
            Map.entry("streamversion", "1"),
            Map.entry("position", event.position().toString()),
            Map.entry("correlationid", correlation.toString()),
            Map.entry("causationid", causation.toString()),
            Map.entry("traceparent", TRACEPARENT)));
    assertThat(Instant.parse(attributes.get("time"))).isEqualTo(event.recordedAt());
    assertThat(new String(record.value(), StandardCharsets.UTF_8))
        .endsWith("\"data\":" + event.payloadText() + "}");
    assertThat(envelope.get("data")).isEqualTo(new ObjectMapper().readTree(event.payloadJson()));
  }

  @ParameterizedTest
  @EnumSource(CloudEventMode.class)
  void whatIsReadBackIsTheEvent(CloudEventMode mode) {
    RecordedEvent event = append(StreamId.of("account", "zoë \uD83D\uDE00\"\\"), metadata());

    PublishedEvent read = PublishedEvent.from(published(settings(mode)));

    assertThat(read.id()).isEqualTo(event.id());
    assertThat(read.source()).isEqualTo(urn());
    assertThat(read.type()).isEqualTo("deposited");
    assertThat(read.subject()).isEqualTo(event.streamText());
    assertThat(read.time()).isEqualTo(event.recordedAt());
    assertThat(read.version()).isEqualTo(event.version());
    assertThat(read.position()).isEqualTo(event.position());
    assertThat(read.correlationId()).isEqualTo(correlation);
    assertThat(read.causationId()).isEqualTo(causation);
    assertThat(read.traceparent()).isEqualTo(TRACEPARENT);
    assertThat(read.contentType()).isEqualTo("application/json");
    assertThat(read.data()).isEqualTo(event.payloadJson());
  }

  @ParameterizedTest
  @EnumSource(CloudEventMode.class)
  void aMessageHasNoVersionAndNoPosition(CloudEventMode mode) {
    OutboxMessage message = OutboxMessage.of(rig.prefix() + "mail", "ann", "welcome", "{\"a\": 1}")
        .withCorrelationId(correlation)
        .withCausationId(causation)
        .withTraceparent(TRACEPARENT);
    rig.log().jdbi().useTransaction(handle -> new Outbox(rig.log().schema()).send(handle, message));

    PublishedEvent read = PublishedEvent.from(published(settings(mode)));

    assertThat(read.id()).isEqualTo(message.id());
    assertThat(read.type()).isEqualTo("welcome");
    assertThat(read.subject()).isEqualTo("ann");
    assertThat(read.version()).isNull();
    assertThat(read.position()).isNull();
    assertThat(read.correlationId()).isEqualTo(correlation);
    assertThat(read.causationId()).isEqualTo(causation);
    assertThat(read.traceparent()).isEqualTo(TRACEPARENT);
    assertThat(read.dataText()).isEqualTo("{\"a\": 1}");
  }

  @Test
  void theSourceCanBeNamed() {
    append(account(1), EventMetadata.none());

    assertThat(headers(
            published(settings(CloudEventMode.BINARY).withSource("https://bank.example/accounts"))))
        .containsEntry("ce_source", "https://bank.example/accounts");
  }

  /** With the time of the event, retention would count from then on. */
  @Test
  void theTimeOfARecordIsThatOfItsPublication() {
    rig.log()
        .execute(
            "insert into @.events values (nextval('@.positions'), 1, '2001-01-01', gen_random_uuid(),"
                + " 'account:1', 'deposited', '{}', '{}')");

    ConsumerRecord<byte[], byte[]> record = published(settings(CloudEventMode.BINARY));

    assertThat(Instant.ofEpochMilli(record.timestamp()))
        .isAfter(Instant.now().minus(Duration.ofHours(1)));
    assertThat(headers(record)).containsEntry("ce_time", "2001-01-01T00:00:00.000000Z");
  }
}
