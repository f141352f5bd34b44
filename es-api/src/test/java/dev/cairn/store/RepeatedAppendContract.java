package dev.cairn.store;

import static dev.cairn.store.ContractEvents.counted;
import static dev.cairn.store.ContractEvents.noted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cairn.event.NewEvent;
import dev.cairn.event.Position;
import dev.cairn.event.StreamId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Idempotence: appends whose acknowledgement was lost, and ids that are not free. */
interface RepeatedAppendContract extends StoreUnderTest {

  @Test
  default void repeatingAnAppendReturnsTheFirstResultAndWritesNothing() {
    List<NewEvent> events = counted(1, 3);
    AppendResult first = store().append(ACCOUNT, ExpectedVersion.noStream(), events);

    AppendResult again = store().append(ACCOUNT, ExpectedVersion.noStream(), events);

    assertThat(again).isEqualTo(new AppendResult(first.version(), first.position(), true));
    assertThat(log()).hasSize(3);
    assertThat(store().head()).isEqualTo(first.position());
  }

  @Test
  default void repeatingAnAppendOfOneEventReturnsTheFirstResult() {
    NewEvent event = noted("once");
    AppendResult first = store().append(ACCOUNT, ExpectedVersion.noStream(), List.of(event));

    assertThat(store().append(ACCOUNT, ExpectedVersion.noStream(), List.of(event)))
        .isEqualTo(new AppendResult(first.version(), first.position(), true));
    assertThat(log()).hasSize(1);
  }

  @Test
  default void aRepetitionIsRecognisedAfterLaterAppends() {
    append(ACCOUNT, counted(1, 2));
    List<NewEvent> events = counted(3, 4);
    AppendResult first = store().append(ACCOUNT, ExpectedVersion.exactly(2), events);
    append(ACCOUNT, counted(5, 9));
    append(OTHER, counted(1, 2));

    AppendResult again = store().append(ACCOUNT, ExpectedVersion.exactly(2), events);

    assertThat(again).isEqualTo(new AppendResult(first.version(), first.position(), true));
    assertThat(events(ACCOUNT)).hasSize(9);
  }

  @Test
  default void aRepetitionIsRecognisedWhateverVersionItExpects() {
    List<NewEvent> events = counted(1, 2);
    AppendResult first = append(ACCOUNT, events);
    append(ACCOUNT, counted(3));

    for (ExpectedVersion expected : List.of(
        ExpectedVersion.noStream(),
        ExpectedVersion.exactly(2),
        ExpectedVersion.exactly(77),
        ExpectedVersion.streamExists(),
        ExpectedVersion.any())) {
      assertThat(store().append(ACCOUNT, expected, events))
          .isEqualTo(new AppendResult(first.version(), first.position(), true));
    }
    assertThat(log()).hasSize(3);
  }

  @Test
  default void anIdThatBelongsToAnotherStreamIsRefused() {
    NewEvent taken = noted("taken");
    append(OTHER, taken);

    assertDuplicate(ACCOUNT, taken.id(), List.of(taken));
    assertDuplicate(ACCOUNT, taken.id(), List.of(noted("new"), taken));
  }

  @Test
  default void aRepetitionWithMoreEventsIsRefused() {
    NewEvent known = noted("known");
    append(ACCOUNT, known);

    assertDuplicate(ACCOUNT, known.id(), List.of(known, noted("after")));
    assertDuplicate(ACCOUNT, known.id(), List.of(noted("before"), known));
  }

  @Test
  default void aRepetitionInAnotherOrderIsRefused() {
    List<NewEvent> events = counted(1, 2);
    append(ACCOUNT, events);

    assertThatThrownBy(() -> append(ACCOUNT, List.of(events.get(1), events.get(0))))
        .isInstanceOf(DuplicateEventIdException.class);
    assertThat(log()).hasSize(2);
  }

  @Test
  default void aRepetitionThatLeavesOutAnEventInTheMiddleIsRefused() {
    List<NewEvent> events = counted(1, 3);
    append(ACCOUNT, events);

    assertThatThrownBy(() -> append(ACCOUNT, List.of(events.get(0), events.get(2))))
        .isInstanceOf(DuplicateEventIdException.class);
    assertThat(log()).hasSize(3);
  }

  @Test
  default void anIdUsedTwiceInOneAppendIsRefused() {
    NewEvent event = noted("twice");

    assertDuplicate(ACCOUNT, event.id(), List.of(event, noted("between"), event));
  }

  @Test
  default void anIdUsedTwiceOverTwoStreamsIsRefused() {
    NewEvent event = noted("twice");

    assertThatThrownBy(() -> store()
            .append(List.of(
                new StreamAppend(ACCOUNT, ExpectedVersion.any(), List.of(event)),
                new StreamAppend(OTHER, ExpectedVersion.any(), List.of(event)))))
        .isInstanceOf(DuplicateEventIdException.class);
    assertThat(log()).isEmpty();
  }

  @Test
  default void repeatingAnAppendToSeveralStreamsReturnsTheFirstResults() {
    List<StreamAppend> appends = List.of(
        new StreamAppend(ACCOUNT, ExpectedVersion.noStream(), counted(1, 2)),
        new StreamAppend(TRANSFER, ExpectedVersion.noStream(), counted(1, 1)));
    List<AppendResult> first = store().append(appends);
    append(TRANSFER, counted(2));

    assertThat(store().append(appends))
        .containsExactlyElementsOf(first.stream()
            .map(result -> new AppendResult(result.version(), result.position(), true))
            .toList());
    assertThat(log()).hasSize(4);
  }

  @Test
  default void anAppendToSeveralStreamsIsRepeatedOnlyAsAWhole() {
    StreamAppend known = new StreamAppend(ACCOUNT, ExpectedVersion.noStream(), counted(1, 2));
    StreamAppend unknown = new StreamAppend(OTHER, ExpectedVersion.noStream(), counted(1, 1));
    store().append(List.of(known));

    for (List<StreamAppend> mixed : List.of(List.of(known, unknown), List.of(unknown, known))) {
      assertThatThrownBy(() -> store().append(mixed))
          .asInstanceOf(type(DuplicateEventIdException.class))
          .satisfies(refusal -> assertThat(refusal.stream()).isEqualTo(ACCOUNT));
    }
    assertThat(log()).hasSize(2);
    assertThat(events(OTHER)).isEmpty();
  }

  private void assertDuplicate(StreamId stream, UUID id, List<NewEvent> events) {
    Position head = store().head();
    assertThatThrownBy(() -> append(stream, events))
        .asInstanceOf(type(DuplicateEventIdException.class))
        .satisfies(refusal -> {
          assertThat(refusal.stream()).isEqualTo(stream);
          assertThat(refusal.eventId()).isEqualTo(id);
          assertThat(refusal).hasMessageContaining(id.toString());
        });
    assertThat(store().head()).isEqualTo(head);
  }
}
