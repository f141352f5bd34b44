package dev.cairn.store;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cairn.InvalidInputException;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Streams that are closed for good. */
interface ClosedStreamContract extends StoreUnderTest {

  private ClosedStream close(StreamId stream) {
    return store().closeStream(stream, ExpectedVersion.any(), "ann", "merged into a-2");
  }

  private void assertClosed(ClosedStream closed, StreamAppend... appends) {
    int before = log().size();
    assertThatThrownBy(() -> store().append(List.of(appends)))
        .asInstanceOf(type(StreamClosedException.class))
        .satisfies(refusal -> {
          assertThat(refusal.closed()).isEqualTo(closed);
          assertThat(refusal)
              .hasMessageContainingAll(
                  closed.stream().toString(), "version " + closed.version(), "ann", "merged");
        });
    assertThat(log()).hasSize(before);
  }

  @Test
  default void whoClosedAStreamWhenAndWhyIsKnown() {
    append(ACCOUNT, counted(1, 3));
    assertThat(store().closedStream(ACCOUNT)).isEmpty();

    ClosedStream closed = close(ACCOUNT);

    assertThat(closed.stream()).isEqualTo(ACCOUNT);
    assertThat(closed.version()).isEqualTo(StreamVersion.of(3));
    assertThat(closed.by()).isEqualTo("ann");
    assertThat(closed.reason()).isEqualTo("merged into a-2");
    assertThat(closed.closedAt()).isAfterOrEqualTo(events(ACCOUNT).get(2).recordedAt());
    assertThat(store().closedStream(ACCOUNT)).contains(closed);
    assertThat(store().closedStream(OTHER)).isEmpty();
  }

  @Test
  default void noAppendFollowsTheEndWhateverItExpects() {
    append(ACCOUNT, counted(1, 3));
    append(OTHER, counted(1, 1));
    ClosedStream closed = close(ACCOUNT);

    for (ExpectedVersion expected : List.of(
        ExpectedVersion.any(),
        ExpectedVersion.streamExists(),
        ExpectedVersion.noStream(),
        ExpectedVersion.exactly(2),
        ExpectedVersion.exactly(3),
        ExpectedVersion.exactly(4))) {
      assertClosed(closed, new StreamAppend(ACCOUNT, expected, counted(4, 4)));
      assertClosed(closed, new StreamAppend(ACCOUNT, expected, counted(4, 6)));
    }
  }

  @Test
  default void anAppendToSeveralStreamsIsRefusedAsAWholeIfOneIsClosed() {
    append(ACCOUNT, counted(1, 3));
    append(OTHER, counted(1, 1));
    ClosedStream closed = close(ACCOUNT);
    StreamAppend good = new StreamAppend(OTHER, ExpectedVersion.exactly(1), counted(2, 2));
    StreamAppend bad = new StreamAppend(ACCOUNT, ExpectedVersion.exactly(3), counted(4, 4));

    assertClosed(closed, good, bad);
    assertClosed(closed, bad, good);
    assertClosed(closed, bad, new StreamAppend(OTHER, ExpectedVersion.any(), counted(2, 2)));
  }

  @Test
  default void ofAConflictAndAClosedStreamTheFirstIsTold() {
    append(ACCOUNT, counted(1, 3));
    append(OTHER, counted(1, 1));
    ClosedStream closed = close(ACCOUNT);
    StreamAppend conflict = new StreamAppend(OTHER, ExpectedVersion.noStream(), counted(2, 2));
    StreamAppend end = new StreamAppend(ACCOUNT, ExpectedVersion.any(), counted(4, 4));

    assertClosed(closed, end, conflict);
    assertThatThrownBy(() -> store().append(List.of(conflict, end)))
        .isInstanceOf(WrongExpectedVersionException.class);
  }

  @Test
  default void anAppendOfBeforeCanStillBeRepeated() {
    List<NewEvent> one = List.of(counted(1));
    List<NewEvent> more = counted(2, 3);
    AppendResult first = store().append(ACCOUNT, ExpectedVersion.noStream(), one);
    AppendResult second = store().append(ACCOUNT, ExpectedVersion.exactly(1), more);
    close(ACCOUNT);

    assertThat(store().append(ACCOUNT, ExpectedVersion.noStream(), one))
        .isEqualTo(new AppendResult(first.version(), first.position(), true));
    assertThat(store().append(ACCOUNT, ExpectedVersion.exactly(1), more))
        .isEqualTo(new AppendResult(second.version(), second.position(), true));
    assertThat(store().append(ACCOUNT, ExpectedVersion.any(), more))
        .isEqualTo(new AppendResult(second.version(), second.position(), true));
    assertThat(log()).hasSize(3);
  }

  @Test
  default void otherStreamsGoOn() {
    append(ACCOUNT, counted(1, 3));
    append(OTHER, counted(1, 1));
    close(ACCOUNT);

    assertThat(store().append(OTHER, ExpectedVersion.exactly(1), counted(2, 2)).version())
        .isEqualTo(StreamVersion.of(2));
    assertThat(store().append(OTHER, ExpectedVersion.any(), counted(3, 4)).version())
        .isEqualTo(StreamVersion.of(4));
    assertThat(append(StreamId.of("account", "a-10"), counted(1)).version())
        .isEqualTo(StreamVersion.FIRST);
  }

  @Test
  default void whoeverReadsNoticesNothing() {
    append(ACCOUNT, counted(1, 3));
    var before = log();

    close(ACCOUNT);

    assertThat(log()).isEqualTo(before);
    assertThat(events(ACCOUNT)).hasSize(3);
    assertThat(store().head()).isEqualTo(before.get(2).position());
    assertThat(store().find(before.get(1).id())).contains(before.get(1));
  }

  @Test
  default void closingAgainReturnsWhoClosedItFirst() {
    append(ACCOUNT, counted(1, 3));
    ClosedStream first = close(ACCOUNT);

    assertThat(store().closeStream(ACCOUNT, ExpectedVersion.exactly(3), "bob", "again"))
        .isEqualTo(first);
    assertThat(store().closedStream(ACCOUNT)).contains(first);
  }

  @Test
  default void aStreamThatIsNotAsExpectedIsNotClosed() {
    append(ACCOUNT, counted(1, 3));

    for (long expected : List.of(0, 2, 4)) {
      assertThatThrownBy(
              () -> store().closeStream(ACCOUNT, ExpectedVersion.exactly(expected), "ann", "over"))
          .asInstanceOf(type(WrongExpectedVersionException.class))
          .satisfies(refusal -> assertThat(refusal.actual()).isEqualTo(StreamVersion.of(3)));
    }
    assertThat(store().closedStream(ACCOUNT)).isEmpty();
    append(ACCOUNT, counted(4));
    assertThat(store()
            .closeStream(ACCOUNT, ExpectedVersion.exactly(4), "ann", "over")
            .version())
        .isEqualTo(StreamVersion.of(4));
    assertThatThrownBy(
            () -> store().closeStream(ACCOUNT, ExpectedVersion.exactly(3), "ann", "over"))
        .isInstanceOf(WrongExpectedVersionException.class);
  }

  @Test
  default void aStreamWithoutEventsIsNotClosed() {
    for (ExpectedVersion expected :
        List.of(ExpectedVersion.any(), ExpectedVersion.noStream(), ExpectedVersion.exactly(1))) {
      assertThatThrownBy(() -> store().closeStream(ACCOUNT, expected, "ann", "over"))
          .asInstanceOf(type(StreamNotFoundException.class))
          .satisfies(refusal -> assertThat(refusal.stream()).isEqualTo(ACCOUNT));
    }
    assertThat(append(ACCOUNT, counted(1)).version()).isEqualTo(StreamVersion.FIRST);
  }

  @Test
  default void whatCannotBeRecordedIsRefused() {
    append(ACCOUNT, counted(1));

    for (String hostile : List.of("", "two\nlines", "nul\0", "half \ud83d", "x".repeat(1_001))) {
      assertThatThrownBy(() -> store().closeStream(ACCOUNT, ExpectedVersion.any(), hostile, "over"))
          .isInstanceOf(InvalidInputException.class);
      assertThatThrownBy(() -> store().closeStream(ACCOUNT, ExpectedVersion.any(), "ann", hostile))
          .isInstanceOf(InvalidInputException.class);
    }
    assertThat(store().closedStream(ACCOUNT)).isEmpty();
    String odd = "it's \"over\" \\x %s \uD83D\uDE00";
    assertThat(store().closeStream(ACCOUNT, ExpectedVersion.any(), odd, odd).reason())
        .isEqualTo(odd);
    assertThatThrownBy(() -> append(ACCOUNT, counted(2)))
        .asInstanceOf(type(StreamClosedException.class))
        .satisfies(refusal -> assertThat(refusal.closed().by()).isEqualTo(odd));
  }

  @Test
  default void nothingIsAppendedAfterTheEndByWritersThatRaceWithIt() {
    for (int round = 0; round < 5; round++) {
      StreamId stream = StreamId.of("account", "race-" + round);
      append(stream, counted(1));
      AtomicLong last = new AtomicLong();
      Together.run(5, thread -> {
        if (thread == 0) {
          ClosedStream closed = store().closeStream(stream, ExpectedVersion.any(), "ann", "over");
          last.set(closed.version().value());
          return true;
        }
        try {
          for (int i = 0; i < 1_000; i++) {
            append(stream, counted(i));
          }
          return false;
        } catch (StreamClosedException e) {
          return true;
        }
      });

      assertThat(events(stream)).hasSize((int) last.get());
      assertThat(store().closedStream(stream)).isPresent();
    }
  }
}
