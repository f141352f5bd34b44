package dev.cairn.registry;

import static dev.cairn.registry.RegistryRig.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.RecordedEvent;
import dev.cairn.outbox.CloudEventMode;
import dev.cairn.outbox.DeliveryGuarantee;
import dev.cairn.outbox.OutboxRelay;
import dev.cairn.outbox.PublishedEvent;
import dev.cairn.outbox.RelaySettings;
import dev.cairn.outbox.ValueFormat;
import dev.cairn.outbox.consumer.Delivery;
import dev.cairn.outbox.consumer.EventConsumer;
import dev.cairn.outbox.consumer.EventConsumerSettings;
import dev.cairn.outbox.consumer.StartAt;
import dev.cairn.outbox.reconciliation.Reconciliation;
import dev.cairn.registry.TestEvents.Deposited;
import dev.cairn.registry.TestEvents.Opened;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the log to a consumer that knows nothing but Kafka and the registry. */
class RegistryRelayIT {

  private final RegistryRig rig = new RegistryRig();

  @TempDir
  Path directory;

  @AfterEach
  void close() {
    rig.close();
  }

  private ValueFormat format(SchemaFormat format, RegistryValueSettings settings) {
    SchemaRegistry registry = HttpSchemaRegistry.at(OwnRegistry.settings().withAttempts(1));
    return format == SchemaFormat.AVRO
        ? AvroValues.of(registry, settings)
        : ProtobufValues.of(registry, settings);
  }

  private RelaySettings settings(SchemaFormat format) {
    return rig.settings(format(format, rig.values()));
  }

  private void deposits(int from, int upTo) {
    for (int i = from; i < upTo; i++) {
      rig.append(i % 3, new Deposited(i, "n" + i));
    }
  }

  /** Every event of the log is there once, each stream in its order, with what it says. */
  private void requireAllPublishedOnce() throws Exception {
    List<PublishedEvent> published = rig.published();
    for (int account = 0; account < 3; account++) {
      String stream = "account:" + account;
      List<RecordedEvent> recorded = rig.events().stream()
          .filter(event -> event.streamText().equals(stream))
          .toList();
      List<PublishedEvent> there =
          published.stream().filter(event -> stream.equals(event.subject())).toList();
      assertThat(there.stream().map(PublishedEvent::id).toList())
          .as(stream)
          .isEqualTo(recorded.stream().map(RecordedEvent::id).toList());
      requireSame(there, recorded);
    }
    assertThat(published).hasSameSizeAs(rig.events());
  }

  private void requireSame(List<PublishedEvent> published, List<RecordedEvent> recorded)
      throws Exception {
    ForeignConsumer consumer = new ForeignConsumer(directory);
    for (int i = 0; i < recorded.size(); i++) {
      if (recorded.get(i).payload() instanceof Deposited deposited) {
        assertThat(consumer.field(published.get(i), "cents")).isEqualTo("" + deposited.cents());
        assertThat(consumer.field(published.get(i), "note")).isEqualTo(deposited.note());
      } else {
        assertThat(consumer.field(published.get(i), "owner"))
            .isEqualTo(((Opened) recorded.get(i).payload()).owner());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SchemaFormat.class,
      names = {"AVRO", "PROTOBUF"})
  void aConsumerReadsEveryEventWithTheSchemasOfTheRegistry(SchemaFormat format) throws Exception {
    rig.append(0, new Opened("é"));
    deposits(1, 100);
    OutboxRelay relay = rig.start(settings(format));
    rig.awaitPublished(relay);

    requireAllPublishedOnce();
    PublishedEvent first = rig.published().get(0);
    assertThat(first.dataSchema()).startsWith(OwnRegistry.server().url().toString());
  }

  /** What is known goes on; what is new waits, as for a broker that is away. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRegistryThatIsKilledInTheMiddleCostsNothing(boolean exactlyOnce) throws Exception {
    OutboxRelay relay = rig.start(settings(SchemaFormat.AVRO)
        .withGuarantee(
            exactlyOnce ? DeliveryGuarantee.exactlyOnce() : DeliveryGuarantee.atLeastOnce())
        .withBatchSize(10));
    deposits(0, 20);
    rig.awaitPublished(relay);
    OwnRegistry.server().kill();
    try {
      deposits(20, 40);
      rig.awaitPublished(relay);
      rig.append(1, new Opened("new"));
      deposits(40, 60);
      patiently().until(() -> relay.state().failures() >= 2);
      assertThat(relay.state().waiting()).isTrue();
      patiently()
          .until(() -> String.valueOf(rig.status().lastError()).contains("cannot be reached"));
      assertThat(rig.parked().list(10)).isEmpty();
    } finally {
      OwnRegistry.server().start();
    }
    rig.awaitPublished(relay);

    requireAllPublishedOnce();
  }

  @Test
  void anEventWhoseSchemaIsNotTakenIsParkedUntilItIs() throws Exception {
    String subject = rig.topic() + "-bank.events.account_opened.AccountOpened";
    SchemaRegistry registry = OwnRegistry.client();
    registry.setLevel(subject, CompatibilityLevel.BACKWARD);
    registry.register(
        subject,
        RegistrySchema.avro("{\"type\":\"record\",\"name\":\"AccountOpened\",\"namespace\":"
            + "\"bank.events.account_opened\",\"fields\":[{\"name\":\"old\",\"type\":\"int\"}]}"));
    rig.append(1, new Opened("a"), new Deposited(1, ""));
    rig.append(2, new Deposited(2, ""));
    OutboxRelay relay = rig.start(settings(SchemaFormat.AVRO));
    rig.awaitPublished(relay);

    assertThat(rig.published()).hasSize(1);
    assertThat(rig.parked(1)).hasSize(2);
    assertThat(rig.parked(1).get(0).detail())
        .contains("incompatible with what is registered", subject);

    registry.setLevel(subject, CompatibilityLevel.NONE);
    rig.retryUntilPublished(1);
    patiently().until(() -> rig.published().size() == 3);
    requireAllPublishedOnce();
  }

  /** No event is to blame for a password. */
  @Test
  void aLoginThatIsRefusedIsWaitedFor() throws Exception {
    try (GuardedRegistry guard = new GuardedRegistry(OwnRegistry.server().url(), directory)) {
      RegistrySettings wrong = RegistrySettings.at(guard.url())
          .withTrustedCertificates(guard.certificate())
          .withBasicAuth("ann", "wrong");
      rig.append(1, new Opened("a"));
      OutboxRelay relay =
          rig.start(rig.settings(AvroValues.of(HttpSchemaRegistry.at(wrong), rig.values())));
      patiently().until(() -> relay.state().failures() >= 2);

      assertThat(relay.state().waiting()).isTrue();
      assertThat(rig.status().lastError()).contains("withBasicAuth").doesNotContain("wrong");
      assertThat(rig.parked().list(10)).isEmpty();
    }
  }

  @Test
  void aSchemaThatIsNotToBeRegisteredIsWaitedForByItsEvents() throws Exception {
    RegistryValueSettings values = rig.values().withRegister(false);
    rig.append(1, new Opened("a"));
    OutboxRelay relay = rig.start(rig.settings(format(SchemaFormat.PROTOBUF, values)));
    rig.awaitPublished(relay);
    assertThat(rig.parked(1).get(0).detail()).contains("does not have");

    OwnRegistry.client()
        .register(
            rig.topic() + "-bank.events.account_opened.AccountOpened",
            new ProtobufEncoding(
                    List.of(TestEvents.SCHEMAS.of("account-opened")), TestEvents.NAMESPACE)
                .schema());
    rig.retryUntilPublished(1);
    patiently().until(() -> rig.published().size() == 1);
    requireAllPublishedOnce();
  }

  @Test
  void inAnEnvelopeOfJsonTheValueIsTheSame() throws Exception {
    rig.append(0, new Opened("a"));
    rig.awaitPublished(rig.start(settings(SchemaFormat.AVRO).withMode(CloudEventMode.STRUCTURED)));

    requireAllPublishedOnce();
  }

  @Test
  void anEventConsumerIsGivenTheValueAsItIs() throws Exception {
    deposits(0, 5);
    rig.awaitPublished(rig.start(settings(SchemaFormat.PROTOBUF)));
    Queue<PublishedEvent> seen = new ConcurrentLinkedQueue<>();

    try (EventConsumer consumer = EventConsumer.start(
        rig.clientSettings(),
        "registry-" + rig.topic(),
        List.of(rig.topic()),
        Delivery.atLeastOnce(seen::add),
        EventConsumerSettings.defaults().withStartAt(StartAt.EARLIEST))) {
      patiently().until(() -> {
        assertThat(consumer.ended().toCompletableFuture()).isNotCompletedExceptionally();
        return seen.size() == 5;
      });
    }

    assertThat(seen).allSatisfy(event -> {
      assertThat(event.contentType()).isEqualTo("application/protobuf");
      assertThat(new ForeignConsumer(directory).field(event, "note").toString()).startsWith("n");
    });
  }

  @Test
  void reconciliationComparesThePlaceOfEveryValue() {
    deposits(0, 20);
    RelaySettings settings = settings(SchemaFormat.AVRO);
    rig.awaitPublished(rig.start(settings));

    Reconciliation result = Reconciliation.of(rig.store(), rig.kafka(), settings, read -> {});

    assertThat(result.isClean()).isTrue();
    assertThat(result.events()).isEqualTo(20);
    assertThat(result.valuesNotCompared()).isEqualTo(20);
  }
}
