package dev.cairn.outbox.reconciliation;

import dev.cairn.CairnException;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.outbox.RelaySettings;
import dev.cairn.outbox.Route;
import dev.cairn.outbox.settings.KafkaSettings;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.parking.ParkedEvent.State;
import dev.cairn.postgres.parking.ParkedEvents;
import dev.cairn.store.LogRead;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;

/** Reads log and Kafka as often as memory wants it, each time looking at a part of the keys. */
final class Passes {

  /** Of the log between two looks at what is parked. */
  private static final long RANGE = 50_000;

  private final PostgresEventStore log;
  private final KafkaSettings kafka;
  private final RelaySettings relay;
  private final LongConsumer progress;
  private final ParkedEvents parked;
  private long read;

  Passes(PostgresEventStore log, KafkaSettings kafka, RelaySettings relay, LongConsumer progress) {
    this.log = log;
    this.kafka = kafka;
    this.relay = relay;
    this.progress = progress;
    this.parked = new ParkedEvents(log.database(), relay.name());
  }

  Reconciliation run(int eventsOfAPass) {
    Survey survey = new Survey();
    readLog(Position.START, log.head(), survey);
    int passes = (int) Math.max(1, (survey.events + eventsOfAPass - 1) / eventsOfAPass);
    PublishedRecords records = new PublishedRecords(kafka.consumer(), survey.topics);
    Reconciliation sum = Reconciliation.NOTHING;
    for (int pass = 0; pass < passes; pass++) {
      sum = sum.plus(pass(records, new KeyShare(pass, passes)));
    }
    return sum;
  }

  /** Which topics there are to read, and how much there is to hold. */
  private static final class Survey implements BiConsumer<RecordedEvent, Route> {

    private final Set<String> topics = new HashSet<>();
    private long events;

    @Override
    public void accept(RecordedEvent event, Route route) {
      if (route instanceof Route.To to) {
        topics.add(to.topic());
        events++;
      }
    }
  }

  private Reconciliation pass(PublishedRecords records, KeyShare share) {
    Tally tally = new Tally(share, relay.sourceOf(log.identity()), log.head());
    records.forEach(record -> {
      tally.published(record);
      count();
    });
    // What was appended since is read too: it may be in Kafka already.
    Position end = log.head();
    for (long after = 0; after < end.value(); after += RANGE) {
      Position from = new Position(after);
      Position to = new Position(Math.min(end.value(), after + RANGE));
      Map<Position, State> decided = parked.states(from, to);
      readLog(
          from, to, (event, route) -> tally.recorded(event, route, decided.get(event.position())));
    }
    return tally.result();
  }

  private void readLog(Position after, Position upTo, BiConsumer<RecordedEvent, Route> reader) {
    LogRead part = LogRead.after(after)
        .withUpTo(upTo)
        .withFilter(relay.storedFilter(log.codec()))
        .stored();
    log.readLog(part, event -> {
      hand(event, reader);
      count();
    });
  }

  /** As the relay does: an event that cannot be brought up to date is refused as it is. */
  private void hand(RecordedEvent stored, BiConsumer<RecordedEvent, Route> reader) {
    List<RecordedEvent> events;
    try {
      events = relay.upcasting()
          ? stored.upcast().stream().filter(relay.filter()::matches).toList()
          : List.of(stored);
    } catch (CairnException e) {
      reader.accept(stored, Route.refused(String.valueOf(e.getMessage())));
      return;
    }
    events.forEach(event -> reader.accept(event, route(event)));
  }

  private void count() {
    progress.accept(++read);
  }

  /** As the relay does: a routing that throws refuses the event. */
  private Route route(RecordedEvent event) {
    try {
      return relay.routing().route(event);
    } catch (RuntimeException e) {
      return Route.refused(String.valueOf(e.getMessage()));
    }
  }
}
