package dev.cairn.command;

import static dev.cairn.codec.upcast.JsonEdit.edit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.aggregate.Aggregate;
import dev.cairn.aggregate.AggregateId;
import dev.cairn.aggregate.AggregateModel;
import dev.cairn.aggregate.Decide;
import dev.cairn.aggregate.Evolve;
import dev.cairn.aggregate.ReplayingStateLoader;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.upcast.SplitPart;
import dev.cairn.codec.upcast.Upcaster;
import dev.cairn.codec.upcast.Upcasters;
import dev.cairn.event.EncodedEvent;
import dev.cairn.event.EventCodec;
import dev.cairn.event.EventIds;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.EventType;
import dev.cairn.event.NewEvent;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.event.Upcasting;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.memory.InMemoryEventStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Aggregates whose streams begin with events of earlier forms. */
final class EarlierFormsTest {

  record Begin(@AggregateId String id) {}

  record Raise(@AggregateId String id, int by) {}

  @Aggregate("meter")
  record Meter(String id, int level) {

    sealed interface Event {}

    @EventType("begun")
    record Begun(String id) implements Event {}

    @EventType(value = "raised", revision = 2)
    record Raised(int by) implements Event {}

    @Decide
    static Begun begin(Begin c) {
      return new Begun(c.id());
    }

    @Decide
    Raised raise(Raise c) {
      return new Raised(c.by());
    }

    @Evolve
    static Meter on(Begun e) {
      return new Meter(e.id(), 0);
    }

    @Evolve
    Meter on(Raised e) {
      return new Meter(id, level + e.by());
    }
  }

  /** A payload as it was stored once. */
  private record Stored(String type, String json) {}

  private static final JacksonEventCodec TODAY = JacksonEventCodec.forEvents(Meter.Event.class)
      .withUpcasters(Upcasters.of(
          Upcaster.change("raised", 1, edit().rename("amount", "by")),
          Upcaster.split(
              "raised-twice",
              1,
              SplitPart.of("raised", 1, edit().rename("first", "amount").remove("second")),
              SplitPart.of("raised", 1, edit().rename("second", "amount").remove("first"))),
          Upcaster.drop("looked-at", 1)));

  private static final EventCodec CODEC = new EventCodec() {

    @Override
    public EncodedEvent encode(Object event) {
      return event instanceof Stored stored
          ? new EncodedEvent(stored.type(), 1, stored.json().getBytes(StandardCharsets.UTF_8))
          : TODAY.encode(event);
    }

    @Override
    public Object decode(RecordedEvent event) {
      return TODAY.decode(event);
    }

    @Override
    public Upcasting upcasting() {
      return TODAY.upcasting();
    }

    @Override
    public byte[] encodeMetadata(EventMetadata metadata) {
      return TODAY.encodeMetadata(metadata);
    }

    @Override
    public EventMetadata decodeMetadata(RecordedEvent event) {
      return TODAY.decodeMetadata(event);
    }
  };

  private final InMemoryEventStore store = new InMemoryEventStore(CODEC);
  private final Commands commands = Commands.of(store, Meter.class);
  private final StreamId stream = StreamId.of("meter", "m");

  private void stored(Stored... events) {
    commands.send(new Begin("m"));
    store.append(
        stream,
        ExpectedVersion.any(),
        List.of(events).stream().map(NewEvent::of).toList());
  }

  @Test
  void theVersionIsThatOfTheStreamThoughItsLastEventIsNoneToday() {
    stored(
        new Stored("raised", "{\"amount\":5}"),
        new Stored("raised-twice", "{\"first\":2,\"second\":1}"),
        new Stored("looked-at", "{}"));

    assertThat(commands.load(Meter.class, "m")).contains(new Meter("m", 8));
    assertThat(new ReplayingStateLoader(store)
            .load(AggregateModel.of(Meter.class), stream)
            .version())
        .isEqualTo(StreamVersion.of(4));
    CommandResult result = commands.send(new Raise("m", 1));
    assertThat(result.version()).isEqualTo(StreamVersion.of(5));
    assertThat(commands.load(Meter.class, "m")).contains(new Meter("m", 9));
  }

  @Test
  void aStateAsOfAVersionCountsWhatIsStored() {
    stored(
        new Stored("raised-twice", "{\"first\":2,\"second\":1}"),
        new Stored("looked-at", "{}"),
        new Stored("raised", "{\"amount\":5}"));

    assertThat(commands.loadAsOf(Meter.class, "m", StreamVersion.of(3)))
        .contains(new Meter("m", 3));
  }

  @Test
  void aCommandThatIsSentAgainGetsItsEventsAsTheyAreToday() {
    commands.send(new Begin("m"));
    UUID id = UUID.fromString("0190c8a0-1234-7abc-8def-0123456789ab");
    store.append(
        stream,
        ExpectedVersion.any(),
        List.of(new NewEvent(
            EventIds.derived(id, stream, 0),
            new Stored("raised-twice", "{\"first\":2,\"second\":1}"),
            EventMetadata.none())));

    CommandResult again = commands.send(new Raise("m", 2), CommandContext.none().withCommandId(id));

    assertThat(again.repeated()).isTrue();
    assertThat(again.events()).containsExactly(new Meter.Raised(2), new Meter.Raised(1));
    assertThat(again.version()).isEqualTo(StreamVersion.of(2));
  }
}
