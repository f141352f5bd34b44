package dev.cairn.store;

import static dev.cairn.store.ContractEvents.counted;
import static dev.cairn.store.ContractEvents.noted;
import static dev.cairn.store.ContractEvents.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cairn.event.EventIds;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.NewEvent;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Appending to one stream: versions, positions, conditions, and what is stored. */
interface AppendContract extends StoreUnderTest {

  @Test
  default void theFirstAppendStartsAtVersionOne() {
    AppendResult result = store().append(ACCOUNT, ExpectedVersion.noStream(), counted(1, 3));

    assertThat(result.version()).isEqualTo(StreamVersion.of(3));
    assertThat(result.position())
        .isGreaterThan(Position.START)
        .isEqualTo(store().head());
    assertThat(result.repeated()).isFalse();
    assertThat(events(ACCOUNT))
        .extracting(event -> event.version().value())
        .containsExactly(1L, 2L, 3L);
    assertThat(events(ACCOUNT)).extracting(event -> number(event)).containsExactly(1L, 2L, 3L);
  }

  @Test
  default void versionsGoOnFromAppendToAppend() {
    append(ACCOUNT, counted(1, 3));
    AppendResult second = append(ACCOUNT, counted(4, 5));
    AppendResult third = append(ACCOUNT, counted(6));

    assertThat(second.version()).isEqualTo(StreamVersion.of(5));
    assertThat(third.version()).isEqualTo(StreamVersion.of(6));
    assertThat(events(ACCOUNT))
        .hasSize(6)
        .allSatisfy(event -> assertThat(number(event)).isEqualTo(event.version().value()));
  }

  @Test
  default void everyStreamCountsItsOwnVersions() {
    append(ACCOUNT, counted(1, 2));

    assertThat(append(OTHER, counted(1)).version()).isEqualTo(StreamVersion.FIRST);
    assertThat(append(StreamId.of("transfer", "a-1"), counted(1)).version())
        .isEqualTo(StreamVersion.FIRST);
    assertThat(append(ACCOUNT, counted(3)).version()).isEqualTo(StreamVersion.of(3));
  }

  @Test
  default void thePositionsOfAnAppendAreContiguousAndLaterOnesAreHigher() {
    AppendResult first = append(ACCOUNT, counted(1, 5));
    AppendResult second = append(OTHER, counted(1, 3));

    long last = first.position().value();
    assertThat(events(ACCOUNT))
        .extracting(event -> event.position().value())
        .containsExactly(last - 4, last - 3, last - 2, last - 1, last);
    assertThat(events(OTHER).get(0).position().isAfter(first.position())).isTrue();
    assertThat(events(OTHER).get(2).position()).isEqualTo(second.position());
  }

  @Test
  default void anEventComesBackAsItWasAppended() {
    EventMetadata metadata = EventMetadata.none()
        .withCorrelationId(EventIds.next())
        .withCausationId(EventIds.next())
        .withCommandId(EventIds.next())
        .withActor("O'Brien \\ \"the\u0000boss\" \uD83D\uDE00")
        .withHeaders(Map.of("traceparent", "00-ab", "", "empty", "q\"'\\\u0000", "\n\t\u0000"));
    NewEvent appended = NewEvent.of(new ContractEvents.Noted("hello"), metadata);
    AppendResult result = append(ACCOUNT, appended);

    RecordedEvent event = events(ACCOUNT).get(0);

    assertThat(event.id()).isEqualTo(appended.id());
    assertThat(event.type()).isEqualTo("noted");
    assertThat(event.stream()).isEqualTo(ACCOUNT);
    assertThat(event.version()).isEqualTo(result.version());
    assertThat(event.position()).isEqualTo(result.position());
    assertThat(event.payload()).isEqualTo(appended.payload());
    assertThat(event.metadata()).isEqualTo(metadata);
    assertThat(event.recordedAt()).isNotNull();
    assertThat(log()).containsExactly(event);
  }

  @Test
  default void anEventWithoutMetadataComesBackWithoutMetadata() {
    append(ACCOUNT, noted("plain"));

    assertThat(events(ACCOUNT).get(0).metadata()).isEqualTo(EventMetadata.none());
    assertThat(events(ACCOUNT).get(0).metadataJson()).asString().isEqualTo("{}");
  }

  @Test
  default void aStreamThatExistsIsRefusedToWhoeverExpectsNone() {
    append(ACCOUNT, counted(1, 2));

    assertRefused(ExpectedVersion.noStream(), 2);
  }

  @Test
  default void anotherVersionThanTheExpectedOneIsRefused() {
    append(ACCOUNT, counted(1, 2));

    assertRefused(ExpectedVersion.exactly(0), 2);
    assertRefused(ExpectedVersion.exactly(1), 2);
    assertRefused(ExpectedVersion.exactly(3), 2);
    assertRefused(ExpectedVersion.exactly(Long.MAX_VALUE), 2);
    assertThat(
            store().append(ACCOUNT, ExpectedVersion.exactly(2), counted(3, 3)).version())
        .isEqualTo(StreamVersion.of(3));
  }

  @Test
  default void aMissingStreamIsRefusedToWhoeverExpectsAVersionOrAnyEvent() {
    assertRefused(ExpectedVersion.exactly(1), 0);
    assertRefused(ExpectedVersion.streamExists(), 0);
  }

  @Test
  default void anExistingStreamWillDoWhateverItsVersion() {
    append(ACCOUNT, counted(1, 7));

    assertThat(store()
            .append(ACCOUNT, ExpectedVersion.streamExists(), counted(8, 8))
            .version())
        .isEqualTo(StreamVersion.of(8));
  }

  @Test
  default void whereAnyVersionWillDoAMissingAndAnExistingStreamBothDo() {
    assertThat(store().append(ACCOUNT, ExpectedVersion.any(), counted(1, 1)).version())
        .isEqualTo(StreamVersion.of(1));
    assertThat(store().append(ACCOUNT, ExpectedVersion.any(), counted(2, 2)).version())
        .isEqualTo(StreamVersion.of(2));
  }

  @Test
  default void aRefusedAppendLeavesNoTraceAndItsIdsStayFree() {
    append(ACCOUNT, counted(1));
    Position head = store().head();
    List<NewEvent> events = counted(2, 4);
    assertThatThrownBy(() -> store().append(ACCOUNT, ExpectedVersion.noStream(), events))
        .isInstanceOf(WrongExpectedVersionException.class);

    assertThat(store().head()).isEqualTo(head);
    assertThat(events(ACCOUNT)).hasSize(1);
    assertThat(log()).hasSize(1);
    assertThat(store().find(events.get(0).id())).isEmpty();
    AppendResult again = store().append(ACCOUNT, ExpectedVersion.exactly(1), events);
    assertThat(again.version()).isEqualTo(StreamVersion.of(4));
    assertThat(again.repeated()).isFalse();
  }

  private void assertRefused(ExpectedVersion expected, long actual) {
    assertThatThrownBy(() -> store().append(ACCOUNT, expected, counted(1, 1)))
        .asInstanceOf(type(WrongExpectedVersionException.class))
        .satisfies(refusal -> {
          assertThat(refusal.stream()).isEqualTo(ACCOUNT);
          assertThat(refusal.expected()).isEqualTo(expected);
          assertThat(refusal.actual()).isEqualTo(StreamVersion.of(actual));
          assertThat(refusal).hasMessageContaining(ACCOUNT.toString());
        });
    assertThat(events(ACCOUNT)).hasSize((int) actual);
  }
}
