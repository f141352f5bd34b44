package dev.cairn.store;

import static dev.cairn.store.ContractEvents.counted;
import static dev.cairn.store.ContractEvents.noted;
import static dev.cairn.store.ContractEvents.number;
import static dev.cairn.store.ContractEvents.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.event.EventIds;
import dev.cairn.event.NewEvent;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reading the log: order, bounds, filters; and asking for one event, the head, the identity. */
interface LogReadContract extends StoreUnderTest {

  @Test
  default void theLogHoldsTheEventsOfAllStreamsInTheOrderOfAppends() {
    append(ACCOUNT, noted("1"), noted("2"));
    append(TRANSFER, noted("3"));
    append(ACCOUNT, noted("4"));

    assertThat(log()).extracting(event -> text(event)).containsExactly("1", "2", "3", "4");
    assertThat(log()).extracting(RecordedEvent::position).isSorted().doesNotHaveDuplicates();
  }

  @Test
  default void anEmptyLogHasNothingToReadAndStartsBeforeTheFirstPosition() {
    assertThat(log()).isEmpty();
    assertThat(store().head()).isEqualTo(Position.START);
    assertThat(store().readLog(LogRead.all(), event -> {})).isEqualTo(Position.START);
  }

  @Test
  default void aLongLogIsReadCompletely() {
    appendMany(ACCOUNT, 2_500);

    List<Long> numbers = log().stream().map(ContractEvents::number).toList();

    assertThat(numbers).hasSize(2_500).isSorted().doesNotHaveDuplicates();
  }

  @Test
  default void aReadIsBoundedAfterAPositionAndUpToOne() {
    append(ACCOUNT, counted(1, 6));
    List<RecordedEvent> all = log();

    assertThat(events(LogRead.after(all.get(1).position()))).isEqualTo(all.subList(2, 6));
    assertThat(events(LogRead.all().withUpTo(all.get(2).position()))).isEqualTo(all.subList(0, 3));
    assertThat(events(LogRead.after(all.get(1).position()).withUpTo(all.get(4).position())))
        .isEqualTo(all.subList(2, 5));
    assertThat(events(LogRead.after(all.get(5).position()))).isEmpty();
    assertThat(events(LogRead.after(all.get(3).position()).withUpTo(all.get(1).position())))
        .isEmpty();
    assertThat(events(LogRead.after(Position.of(Long.MAX_VALUE)))).isEmpty();
    assertThat(events(LogRead.all().withUpTo(Position.START))).isEmpty();
  }

  @Test
  default void aFilterLetsTypesAndCategoriesPass() {
    append(ACCOUNT, noted("a1"), counted(1));
    append(TRANSFER, noted("t1"), counted(2));
    append(OTHER, counted(3), noted("a2"));

    assertThat(texts(EventFilter.types("noted"))).containsExactly("a1", "t1", "a2");
    assertThat(passing(EventFilter.types("noted", "counted", "unheard-of"))).hasSize(6);
    assertThat(passing(EventFilter.categories("transfer")))
        .extracting(RecordedEvent::stream)
        .containsExactly(TRANSFER, TRANSFER);
    assertThat(passing(EventFilter.categories("account", "transfer"))).hasSize(6);
    assertThat(texts(EventFilter.types("noted").withCategories("account")))
        .containsExactly("a1", "a2");
    assertThat(passing(EventFilter.types("unheard-of"))).isEmpty();
    assertThat(passing(EventFilter.categories("acc", "ACCOUNT", "account:a-1"))).isEmpty();
    assertThat(passing(EventFilter.all())).hasSize(6);
  }

  @Test
  default void fewEventsAreFoundAmongMany() {
    append(TRANSFER, noted("first"));
    appendMany(ACCOUNT, 2_000);
    append(TRANSFER, noted("last"));

    assertThat(texts(EventFilter.types("noted"))).containsExactly("first", "last");
    assertThat(texts(EventFilter.categories("transfer"))).containsExactly("first", "last");
  }

  @Test
  default void aReadSaysHowFarItHasCome() {
    append(ACCOUNT, counted(1, 4));
    append(TRANSFER, noted("last"));
    List<RecordedEvent> all = log();
    Position head = store().head();

    assertThat(upTo(LogRead.all())).isEqualTo(head);
    assertThat(upTo(LogRead.after(all.get(2).position()))).isEqualTo(head);
    assertThat(upTo(LogRead.after(head))).isEqualTo(head);
    assertThat(upTo(LogRead.all().withUpTo(all.get(1).position())))
        .isEqualTo(all.get(1).position());
  }

  @Test
  default void aReadWhoseFilterLetsNothingPassHasComeAsFar() {
    append(ACCOUNT, counted(1, 4));
    List<RecordedEvent> all = log();
    LogRead nothing = LogRead.all().withFilter(EventFilter.types("unheard-of"));

    assertThat(upTo(nothing)).isEqualTo(store().head());
    assertThat(upTo(nothing.withUpTo(all.get(1).position())))
        .isEqualTo(all.get(1).position());
  }

  @Test
  default void aReadEndsWhereTheLogEndedWhenItBegan() {
    append(ACCOUNT, counted(1, 3));
    Position head = store().head();
    List<Long> read = new ArrayList<>();

    Position end = store().readLog(LogRead.all(), event -> {
      read.add(number(event));
      if (read.size() <= 3) {
        append(ACCOUNT, counted(number(event) + 100));
      }
    });

    assertThat(read).containsExactly(1L, 2L, 3L);
    assertThat(end).isEqualTo(head);
    assertThat(log()).hasSize(6);
  }

  @Test
  default void whatTheReaderThrowsEndsTheReadAndReachesTheCaller() {
    append(ACCOUNT, counted(1, 3));
    for (Throwable thrown :
        List.of(new IllegalStateException("enough"), new AssertionError("no"))) {
      List<Long> read = new ArrayList<>();

      assertThatThrownBy(() -> store().readLog(LogRead.all(), event -> {
            read.add(number(event));
            if (read.size() == 2) {
              Handlers.fail(thrown);
            }
          }))
          .isSameAs(thrown);

      assertThat(read).containsExactly(1L, 2L);
    }
    assertThat(log()).hasSize(3);
  }

  @Test
  default void anEventIsFoundByItsId() {
    NewEvent event = noted("wanted");
    append(ACCOUNT, noted("other"), event);
    append(OTHER, noted("third"));

    assertThat(store().find(event.id())).contains(events(ACCOUNT).get(1));
    assertThat(store().find(EventIds.next())).isEmpty();
  }

  @Test
  default void theHeadIsThePositionOfTheLastEvent() {
    append(ACCOUNT, counted(1, 2));
    assertThat(store().head()).isEqualTo(log().get(1).position());

    AppendResult last = append(OTHER, counted(1));
    assertThat(store().head()).isEqualTo(last.position());
  }

  @Test
  default void everyLogHasAnIdentityOfItsOwnThatStays() {
    LogIdentity identity = store().identity();
    append(ACCOUNT, counted(1));

    assertThat(store().identity()).isEqualTo(identity);
    try (EventStore other = anotherStore(ContractEvents.codec())) {
      assertThat(other.identity().log()).isNotEqualTo(identity.log());
    }
  }

  private Position upTo(LogRead read) {
    return store().readLog(read, event -> {});
  }

  private List<RecordedEvent> passing(EventFilter filter) {
    return events(LogRead.all().withFilter(filter));
  }

  private List<String> texts(EventFilter filter) {
    return passing(filter).stream().map(ContractEvents::text).toList();
  }
}
