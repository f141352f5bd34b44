package dev.cairn.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cairn.event.EventIds;
import dev.cairn.event.NewEvent;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.EarlierForms.Now;
import dev.cairn.store.EarlierForms.Then;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Events that were stored in an earlier form. */
interface EarlierFormsContract extends StoreUnderTest {

  private static void append(EventStore store, StreamId stream, Object... events) {
    store.append(
        stream, ExpectedVersion.any(), Arrays.stream(events).map(NewEvent::of).toList());
  }

  private static List<RecordedEvent> read(EventStore store, LogRead read) {
    List<RecordedEvent> events = new ArrayList<>();
    Position ignored = store.readLog(read, events::add);
    return events;
  }

  private static List<Object> payloads(List<RecordedEvent> events) {
    return events.stream().map(RecordedEvent::payload).toList();
  }

  List<Object> STORED = List.of(
      new Then.Paid("12.50"),
      new Now.Paid(1, "EUR"),
      new Then.Settled("ann"),
      new Then.Relocated("High Street", "York"),
      new Then.Audited(1),
      new Then.Relocated("Low Street", ""),
      new Then.Blocked("rude"));

  List<Object> TODAY = List.of(
      new Now.Paid(1250, "CZK"),
      new Now.Paid(1, "EUR"),
      new Now.MovedIn("ann"),
      new Now.StreetChanged("High Street"),
      new Now.CityChanged("York"),
      new Now.StreetChanged("Low Street"),
      new Now.CityChanged(""),
      new Now.Frozen("rude"));

  @Test
  default void readersGetEventsAsTheyAreToday() {
    try (EventStore store = anotherStore(EarlierForms.codec())) {
      append(store, ACCOUNT, STORED.toArray());

      List<Object> backward = new ArrayList<>(TODAY);
      Collections.reverse(backward);
      assertThat(payloads(store.read(StreamRead.forward(ACCOUNT)).toList())).isEqualTo(TODAY);
      assertThat(payloads(store.read(StreamRead.backward(ACCOUNT)).toList())).isEqualTo(backward);
      assertThat(payloads(read(store, LogRead.all()))).isEqualTo(TODAY);
    }
  }

  @Test
  default void theEventsThatOneIsTodayShareItsPlaceAndHaveIdsOfTheirOwn() {
    try (EventStore store = anotherStore(EarlierForms.codec())) {
      append(store, ACCOUNT, new Then.Relocated("High Street", "York"));
      RecordedEvent stored = read(store, LogRead.all().stored()).get(0);

      List<RecordedEvent> today = read(store, LogRead.all());

      assertThat(today)
          .extracting(RecordedEvent::type)
          .containsExactly("street-changed", "city-changed");
      assertThat(today).extracting(RecordedEvent::position).containsOnly(stored.position());
      assertThat(today).extracting(RecordedEvent::version).containsOnly(StreamVersion.FIRST);
      assertThat(today)
          .extracting(RecordedEvent::id)
          .containsExactly(stored.id(), EventIds.ofPart(stored.id(), 1));
      assertThat(today.get(1).payloadText()).isEqualTo("{\"city\":\"York\"}");
    }
  }

  @Test
  default void whoAsksForWhatIsStoredGetsThat() {
    try (EventStore store = anotherStore(EarlierForms.codec())) {
      append(store, ACCOUNT, STORED.toArray());

      List<RecordedEvent> stored = read(store, LogRead.all().stored());

      assertThat(stored)
          .extracting(RecordedEvent::type)
          .containsExactly(
              "paid", "paid", "settled", "relocated", "audited", "relocated", "blocked");
      assertThat(stored).extracting(RecordedEvent::revision).containsExactly(1, 2, 1, 1, 1, 1, 1);
      assertThat(stored.get(0).payloadText()).isEqualTo("{\"amount\":\"12.50\"}");
      assertThat(store.read(StreamRead.forward(ACCOUNT).stored()).toList()).isEqualTo(stored);
      assertThat(store.find(stored.get(4).id())).contains(stored.get(4));
    }
  }

  @Test
  default void aFilterIsForTheTypesOfToday() {
    try (EventStore store = anotherStore(EarlierForms.codec())) {
      append(store, ACCOUNT, STORED.toArray());
      LogRead all = LogRead.all();

      assertThat(payloads(read(store, all.withFilter(EventFilter.types("city-changed", "frozen")))))
          .containsExactly(
              new Now.CityChanged("York"), new Now.CityChanged(""), new Now.Frozen("rude"));
      assertThat(payloads(read(store, all.withFilter(EventFilter.types("moved-in")))))
          .containsExactly(new Now.MovedIn("ann"));
      assertThat(read(store, all.withFilter(EventFilter.types("relocated")))).isEmpty();
      assertThat(read(store, all.withFilter(EventFilter.types("relocated")).stored()))
          .hasSize(2);
    }
  }

  @Test
  default void aReaderComesToTheEndThoughTheLastEventIsNoneToday() {
    try (EventStore store = anotherStore(EarlierForms.codec())) {
      append(store, ACCOUNT, new Then.Paid("1"), new Then.Audited(1));

      assertThat(store.readLog(LogRead.all(), event -> {})).isEqualTo(store.head());
      assertThat(store.read(StreamRead.forward(ACCOUNT)).toList()).hasSize(1);
      assertThat(
              store.read(StreamRead.forward(ACCOUNT).from(StreamVersion.of(2))).toList())
          .isEmpty();
    }
  }

  @Test
  default void aSubscriptionGetsEventsAsTheyAreTodayAndComesToTheEnd() {
    try (EventStore store = anotherStore(EarlierForms.codec())) {
      append(store, ACCOUNT, STORED.toArray());
      List<RecordedEvent> received = new CopyOnWriteArrayList<>();
      try (Subscription subscription =
          store.subscribe(Checkpoint.START, EventFilter.all(), received::add)) {
        append(store, OTHER, new Then.Settled("bob"), new Then.Audited(2));

        await().until(() -> subscription.checkpoint().position().equals(store.head()));
      }
      List<Object> expected = new ArrayList<>(TODAY);
      expected.add(new Now.MovedIn("bob"));
      assertThat(payloads(received)).isEqualTo(expected);
    }
  }

  @Test
  default void twoEventsThatFollowEachOtherAreReadAsOneAndEitherAloneAsItself() {
    try (EventStore store = anotherStore(EarlierForms.codec())) {
      append(store, ACCOUNT, new Then.Begun("ann"));
      append(store, OTHER, new Then.Begun("bob"), new Then.Audited(1), new Then.Ended("lost"));
      append(store, ACCOUNT, new Then.Ended("won"));
      List<Object> today = List.of(new Now.Done("nobody", "lost"), new Now.Done("ann", "won"));

      assertThat(payloads(read(store, LogRead.all()))).isEqualTo(today);
      assertThat(payloads(read(store, LogRead.all().withFilter(EventFilter.types("done")))))
          .isEqualTo(today);
      assertThat(payloads(store.read(StreamRead.forward(ACCOUNT)).toList()))
          .containsExactly(new Now.Done("ann", "won"));
      // Also where the first of the two is not on the same page.
      assertThat(payloads(
              store.read(StreamRead.forward(ACCOUNT).from(StreamVersion.of(2))).toList()))
          .containsExactly(new Now.Done("ann", "won"));
      assertThat(store.read(StreamRead.forward(ACCOUNT).stored()).map(RecordedEvent::type))
          .containsExactly("begun", "ended");
    }
  }
}
