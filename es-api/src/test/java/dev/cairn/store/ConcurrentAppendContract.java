package dev.cairn.store;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.NewEvent;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Appending from many threads at once. */
interface ConcurrentAppendContract extends StoreUnderTest {

  @Test
  default void ofWritersThatExpectTheSameVersionExactlyOneWinsEachRound() {
    int rounds = 20;
    for (int round = 0; round < rounds; round++) {
      ExpectedVersion expected = ExpectedVersion.exactly(round);
      List<Boolean> won = Together.run(8, writer -> {
        try {
          return !store().append(ACCOUNT, expected, counted(writer, writer)).repeated();
        } catch (WrongExpectedVersionException e) {
          return false;
        }
      });
      assertThat(won).containsOnlyOnce(true);
    }
    assertThat(events(ACCOUNT))
        .extracting(event -> event.version().value())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, rounds).mapToObj(Long::valueOf).toList());
  }

  @Test
  default void writersOfDifferentStreamsNeverConflict() {
    int appends = 25;
    List<AppendResult> last = Together.run(8, writer -> {
      StreamId stream = StreamId.of("account", "w-" + writer);
      AppendResult result = store().append(stream, ExpectedVersion.noStream(), counted(1, 1));
      for (int i = 1; i < appends; i++) {
        result = store().append(stream, ExpectedVersion.exactly(i), counted(i + 1, i + 1));
      }
      return result;
    });

    assertThat(last).allSatisfy(result -> assertThat(result.version().value()).isEqualTo(appends));
    assertThat(log()).hasSize(8 * appends);
    assertThat(log()).extracting(event -> event.position()).isSorted().doesNotHaveDuplicates();
  }

  @Test
  default void writersThatTakeAnyVersionAllAppendWithoutHolesInVersions() {
    Together.run(8, writer -> {
      for (int i = 0; i < 20; i++) {
        append(ACCOUNT, counted(1, 2));
      }
      return writer;
    });

    assertThat(events(ACCOUNT))
        .extracting(event -> event.version().value())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 320).mapToObj(Long::valueOf).toList());
    assertThat(events(ACCOUNT)).extracting(event -> event.position()).isSorted();
  }

  @Test
  default void concurrentRepetitionsOfOneAppendWriteItOnce() {
    for (int round = 0; round < 10; round++) {
      List<NewEvent> events = counted(1, 3);
      StreamId stream = StreamId.of("account", "r-" + round);
      List<AppendResult> results =
          Together.run(4, writer -> store().append(stream, ExpectedVersion.noStream(), events));

      assertThat(results).filteredOn(result -> !result.repeated()).hasSize(1);
      assertThat(results).extracting(result -> result.version().value()).containsOnly(3L);
      assertThat(results)
          .extracting(AppendResult::position)
          .containsOnly(results.get(0).position());
      assertThat(events(stream)).hasSize(3);
    }
  }

  @Test
  default void whoHasReadUpToAPositionNeverLaterFindsAnEventAtOrBelowIt() {
    AtomicBoolean writing = new AtomicBoolean(true);
    List<Boolean> kept = Together.run(5, thread -> {
      if (thread == 0) {
        return theHeadNeverGrowsFromWithin(writing);
      }
      try {
        for (int i = 0; i < 40; i++) {
          append(StreamId.of("account", "w-" + thread), counted(i, i + thread));
        }
      } finally {
        writing.set(false);
      }
      return true;
    });
    assertThat(kept).containsOnly(true);
  }

  private boolean theHeadNeverGrowsFromWithin(AtomicBoolean writing) {
    Position upTo = Position.START;
    int known = 0;
    boolean last;
    do {
      last = !writing.get();
      List<RecordedEvent> before = events(LogRead.all().withUpTo(upTo));
      if (before.size() != known) {
        return false;
      }
      List<RecordedEvent> all = log();
      known = all.size();
      upTo = all.isEmpty() ? Position.START : all.get(known - 1).position();
    } while (!last);
    return true;
  }

  @Test
  default void aReaderNeverSeesHalfOfAnAppend() {
    AtomicBoolean writing = new AtomicBoolean(true);
    List<Boolean> whole = Together.run(2, thread -> {
      if (thread == 0) {
        boolean even = true;
        while (even && writing.get()) {
          even = log().size() % 3 == 0;
        }
        return even;
      }
      try {
        for (int i = 0; i < 60; i++) {
          store()
              .append(List.of(
                  new StreamAppend(ACCOUNT, ExpectedVersion.any(), counted(1, 2)),
                  new StreamAppend(OTHER, ExpectedVersion.any(), counted(1, 1))));
        }
      } finally {
        writing.set(false);
      }
      return true;
    });
    assertThat(whole).containsOnly(true);
  }
}
