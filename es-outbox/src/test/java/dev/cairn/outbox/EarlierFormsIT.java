package dev.cairn.outbox;

import static dev.cairn.codec.upcast.JsonEdit.edit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.upcast.SplitPart;
import dev.cairn.codec.upcast.Upcaster;
import dev.cairn.codec.upcast.Upcasters;
import dev.cairn.event.EventType;
import dev.cairn.event.NewEvent;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.outbox.reconciliation.Reconciliation;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.LogRead;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events of earlier forms are published as they are stored, or, where that is asked for, as they are today. */
class EarlierFormsIT {

  private static final StreamId STREAM = StreamId.of("account", "1");

  sealed interface Then {

    @EventType("greeted")
    record Greeted(String words) implements Then {}

    @EventType("moved")
    record Moved(String street, String city) implements Then {}

    @EventType("coughed")
    record Coughed() implements Then {}
  }

  sealed interface Now {

    @EventType(value = "greeted", revision = 2)
    record Greeted(String text) implements Now {}

    @EventType("street-changed")
    record StreetChanged(String street) implements Now {}

    @EventType("city-changed")
    record CityChanged(String city) implements Now {}
  }

  private static final JacksonEventCodec CODEC = JacksonEventCodec.forEvents(Now.class)
      .withUpcasters(Upcasters.of(
          Upcaster.change("greeted", 1, edit().rename("words", "text")),
          Upcaster.split(
              "moved",
              1,
              SplitPart.of("street-changed", 1, edit().keep("street")),
              SplitPart.of("city-changed", 1, edit().keep("city"))),
          Upcaster.drop("coughed", 1)));

  private final RelayRig rig = new RelayRig();
  private final PostgresSettings settings =
      PostgresSettings.defaults().withSchema(rig.log().schema());
  private final PostgresEventStore then = rig.log()
      .closing(PostgresEventStore.open(
          rig.log().pool(), JacksonEventCodec.forEvents(Then.class), settings));
  private final PostgresEventStore now =
      rig.log().closing(PostgresEventStore.open(rig.log().pool(), CODEC, settings));

  @AfterEach
  void close() {
    rig.close();
  }

  private void append(PostgresEventStore store, Object... events) {
    store.append(
        STREAM, ExpectedVersion.any(), Arrays.stream(events).map(NewEvent::of).toList());
  }

  private void appendSome() {
    append(then, new Then.Greeted("hi"), new Then.Moved("High Street", "York"), new Then.Coughed());
    append(now, new Now.Greeted("hello"));
  }

  private void publishAll(RelaySettings relay) {
    try (OutboxRelay running = OutboxRelay.start(now, rig.kafkaSettings(), relay)) {
      rig.awaitPublished(running);
    }
  }

  private List<RecordedEvent> log(LogRead read) {
    List<RecordedEvent> events = new ArrayList<>();
    var end = now.readLog(read, events::add);
    assertThat(end).isEqualTo(now.head());
    return events;
  }

  private void requireReconciled(RelaySettings relay, int events) {
    Reconciliation found = Reconciliation.of(now, rig.kafkaSettings(), relay, read -> {});
    assertThat(found.isClean()).as("%s", found).isTrue();
    assertThat(found.events()).isEqualTo(events);
  }

  @Test
  void asTheyAreStoredWithTheirRevision() {
    appendSome();
    publishAll(rig.settings());

    assertThat(rig.published())
        .extracting(PublishedEvent::type, PublishedEvent::revision, PublishedEvent::dataText)
        .containsExactly(
            tuple("greeted", 1, "{\"words\":\"hi\"}"),
            tuple("moved", 1, "{\"street\":\"High Street\",\"city\":\"York\"}"),
            tuple("coughed", 1, "{}"),
            tuple("greeted", 2, "{\"text\":\"hello\"}"));
    requireReconciled(rig.settings(), 4);
    // Whoever has the classes reads them as they are today.
    assertThat(rig.published().stream()
            .flatMap(event -> event.recorded(CODEC).upcast().stream())
            .map(RecordedEvent::payload))
        .containsExactly(
            new Now.Greeted("hi"),
            new Now.StreetChanged("High Street"),
            new Now.CityChanged("York"),
            new Now.Greeted("hello"));
  }

  @Test
  void asTheyAreTodayWhereThatIsAskedFor() {
    appendSome();
    publishAll(rig.settings().withUpcasting().withMode(CloudEventMode.STRUCTURED));

    assertThat(rig.published())
        .extracting(PublishedEvent::type, PublishedEvent::revision, PublishedEvent::dataText)
        .containsExactly(
            tuple("greeted", 2, "{\"text\":\"hi\"}"),
            tuple("street-changed", 1, "{\"street\":\"High Street\"}"),
            tuple("city-changed", 1, "{\"city\":\"York\"}"),
            tuple("greeted", 2, "{\"text\":\"hello\"}"));
    assertThat(rig.published().stream().map(PublishedEvent::id))
        .isEqualTo(log(LogRead.all()).stream().map(RecordedEvent::id).toList())
        .doesNotHaveDuplicates();
    requireReconciled(rig.settings().withUpcasting(), 4);
  }

  @Test
  void aFilterAndARoutingAreThenForTheTypesOfToday() {
    appendSome();
    RelaySettings relay = rig.settings()
        .withUpcasting()
        .withFilter(EventFilter.types("city-changed", "greeted"))
        .withRouting(event -> event.type().equals("greeted")
            ? Route.unpublished()
            : TopicRouting.byCategory(rig.prefix()).route(event));
    publishAll(relay);

    assertThat(rig.published()).extracting(PublishedEvent::type).containsExactly("city-changed");
    requireReconciled(relay, 1);
  }

  @Test
  void anEventThatIsSeveralTodayIsPublishedAsAWholeOrParked() {
    AtomicBoolean refused = new AtomicBoolean(true);
    RelaySettings relay = rig.settings().withUpcasting().withValues((event, topic) -> {
      if (refused.get() && event.type().equals("city-changed")) {
        throw new IllegalStateException("no cities");
      }
      return EventValue.json(event.payloadJson());
    });
    appendSome();
    publishAll(relay);
    String stream = STREAM.toString();
    assertThat(rig.published()).extracting(PublishedEvent::type).containsExactly("greeted");
    rig.awaitParked(stream, 2);
    requireReconciledWithParked(relay, 3);

    refused.set(false);
    try (OutboxRelay running = OutboxRelay.start(now, rig.kafkaSettings(), relay)) {
      rig.retryUntilHandled(stream);
      rig.awaitPublished(running);
    }

    assertThat(rig.published())
        .extracting(PublishedEvent::type)
        .containsExactly("greeted", "street-changed", "city-changed", "greeted");
    requireReconciled(relay, 4);
  }

  private void requireReconciledWithParked(RelaySettings relay, int parked) {
    Reconciliation found = Reconciliation.of(now, rig.kafkaSettings(), relay, read -> {});
    assertThat(found.missing()).as("%s", found).isZero();
    assertThat(found.parked()).as("%s", found).isEqualTo(parked);
  }

  @Test
  void whatCannotBeBroughtUpToDateIsParked() {
    append(then, new Then.Greeted("hi"));
    rig.log().execute("""
        select @.append_event(1000, 'account:1', 1, gen_random_uuid(), 'moved', 1, '[]', '{}')""");
    append(then, new Then.Greeted("there"));
    publishAll(rig.settings().withUpcasting());

    assertThat(rig.published())
        .extracting(PublishedEvent::dataText)
        .containsExactly("{\"text\":\"hi\"}");
    rig.awaitParked(STREAM.toString(), 2);
  }
}
