package dev.cairn.store;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cairn.InvalidInputException;
import dev.cairn.event.Position;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Appending to several streams in one step. */
interface MultiStreamAppendContract extends StoreUnderTest {

  @Test
  default void everyStreamGetsItsOwnResultInTheOrderOfTheAppends() {
    append(OTHER, counted(1, 4));

    List<AppendResult> results = store()
        .append(List.of(
            new StreamAppend(TRANSFER, ExpectedVersion.noStream(), counted(1, 2)),
            new StreamAppend(OTHER, ExpectedVersion.exactly(4), counted(5, 5)),
            new StreamAppend(ACCOUNT, ExpectedVersion.any(), counted(1, 3))));

    assertThat(results).extracting(result -> result.version().value()).containsExactly(2L, 5L, 3L);
    assertThat(results).extracting(AppendResult::repeated).containsOnly(false);
    assertResultIsTheLastEvent(TRANSFER, results.get(0));
    assertResultIsTheLastEvent(OTHER, results.get(1));
    assertResultIsTheLastEvent(ACCOUNT, results.get(2));
    assertThat(log()).hasSize(10);
  }

  private void assertResultIsTheLastEvent(StreamId stream, AppendResult result) {
    var last = events(stream).get(events(stream).size() - 1);
    assertThat(last.version()).isEqualTo(result.version());
    assertThat(last.position()).isEqualTo(result.position());
  }

  @Test
  default void oneStreamThatIsNotAsExpectedRefusesTheAppendsToAll() {
    append(OTHER, counted(1, 4));
    Position head = store().head();
    StreamAppend good = new StreamAppend(ACCOUNT, ExpectedVersion.noStream(), counted(1, 2));
    StreamAppend bad = new StreamAppend(OTHER, ExpectedVersion.exactly(3), counted(5, 5));
    StreamAppend alsoGood = new StreamAppend(TRANSFER, ExpectedVersion.any(), counted(1, 1));

    for (List<StreamAppend> appends :
        List.of(List.of(bad, good), List.of(good, bad), List.of(good, bad, alsoGood))) {
      assertThatThrownBy(() -> store().append(appends))
          .asInstanceOf(type(WrongExpectedVersionException.class))
          .satisfies(refusal -> {
            assertThat(refusal.stream()).isEqualTo(OTHER);
            assertThat(refusal.expected()).isEqualTo(bad.expected());
            assertThat(refusal.actual()).isEqualTo(StreamVersion.of(4));
          });
    }

    assertThat(store().head()).isEqualTo(head);
    assertThat(events(ACCOUNT)).isEmpty();
    assertThat(events(TRANSFER)).isEmpty();
    assertThat(log()).hasSize(4);
    // What was refused left neither versions nor ids behind.
    assertThat(store().append(List.of(good, alsoGood)))
        .extracting(result -> result.version().value())
        .containsExactly(2L, 1L);
  }

  @Test
  default void ofSeveralStreamsThatAreNotAsExpectedTheFirstIsNamed() {
    assertThatThrownBy(() -> store()
            .append(List.of(
                new StreamAppend(ACCOUNT, ExpectedVersion.any(), counted(1, 1)),
                new StreamAppend(TRANSFER, ExpectedVersion.streamExists(), counted(1, 1)),
                new StreamAppend(OTHER, ExpectedVersion.exactly(1), counted(1, 1)))))
        .asInstanceOf(type(WrongExpectedVersionException.class))
        .satisfies(refusal -> assertThat(refusal.stream()).isEqualTo(TRANSFER));
  }

  @Test
  default void aStreamNamedTwiceIsRefused() {
    assertThatThrownBy(() -> store()
            .append(List.of(
                new StreamAppend(ACCOUNT, ExpectedVersion.any(), counted(1, 1)),
                new StreamAppend(OTHER, ExpectedVersion.any(), counted(1, 1)),
                new StreamAppend(ACCOUNT, ExpectedVersion.any(), counted(2, 2)))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(ACCOUNT.toString());
    assertThat(log()).isEmpty();
  }

  @Test
  default void manyStreamsAreAppendedToInOneStep() {
    List<StreamAppend> appends = IntStream.range(0, 200)
        .mapToObj(i -> new StreamAppend(
            StreamId.of("account", "m-" + i), ExpectedVersion.noStream(), counted(1, 2)))
        .toList();

    assertThat(store().append(appends)).hasSize(200);
    assertThat(log()).hasSize(400);
  }

  @Test
  default void concurrentAppendsToTheSameStreamsInDifferentOrderAllSucceed() {
    Together.run(4, writer -> {
      for (int i = 0; i < 15; i++) {
        StreamAppend one = new StreamAppend(ACCOUNT, ExpectedVersion.any(), counted(1, 1));
        StreamAppend two = new StreamAppend(OTHER, ExpectedVersion.any(), counted(1, 1));
        store().append(writer % 2 == 0 ? List.of(one, two) : List.of(two, one));
      }
      return writer;
    });

    assertThat(events(ACCOUNT)).hasSize(60);
    assertThat(events(OTHER)).hasSize(60);
  }
}
