package dev.cairn.store;

import static dev.cairn.store.ContractEvents.counted;
import static dev.cairn.store.ContractEvents.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Reading one stream: forward, backward, from a version, some of it, page by page. */
interface StreamReadContract extends StoreUnderTest {

  int SEVERAL_PAGES = 2_500;

  @Test
  default void aLongStreamIsReadForwardInTheOrderOfVersions() {
    appendSeveralPages();

    assertThat(numbers(StreamRead.forward(ACCOUNT)))
        .containsExactlyElementsOf(upward(1, SEVERAL_PAGES));
  }

  @Test
  default void aLongStreamIsReadBackwardNewestFirst() {
    appendSeveralPages();

    assertThat(numbers(StreamRead.backward(ACCOUNT)))
        .containsExactlyElementsOf(downward(SEVERAL_PAGES, 1));
  }

  @Test
  default void aReadBeginsWithTheVersionAskedFor() {
    appendSeveralPages();

    assertThat(numbers(StreamRead.forward(ACCOUNT).from(StreamVersion.of(2_490))))
        .containsExactlyElementsOf(upward(2_490, 2_500));
    assertThat(numbers(StreamRead.forward(ACCOUNT).from(StreamVersion.of(700))))
        .containsExactlyElementsOf(upward(700, 2_500));
    assertThat(numbers(StreamRead.backward(ACCOUNT).from(StreamVersion.of(1_800))))
        .containsExactlyElementsOf(downward(1_800, 1));
    assertThat(numbers(StreamRead.backward(ACCOUNT).from(StreamVersion.FIRST))).containsExactly(1L);
  }

  @Test
  default void aMomentIsAtTheVersionOfTheLastEventUpToIt() throws InterruptedException {
    append(ACCOUNT, counted(1, 2));
    // Two moments that no clock can take for one.
    TimeUnit.MILLISECONDS.sleep(2);
    append(ACCOUNT, counted(3, 3));
    List<RecordedEvent> events = events(ACCOUNT);
    Instant second = events.get(1).recordedAt();
    Instant third = events.get(2).recordedAt();

    assertThat(store().versionAt(ACCOUNT, events.get(0).recordedAt().minusNanos(1)))
        .isEqualTo(StreamVersion.EMPTY);
    assertThat(store().versionAt(ACCOUNT, second)).isEqualTo(StreamVersion.of(2));
    assertThat(store().versionAt(ACCOUNT, third.minusNanos(1))).isEqualTo(StreamVersion.of(2));
    assertThat(store().versionAt(ACCOUNT, third)).isEqualTo(StreamVersion.of(3));
    assertThat(store().versionAt(ACCOUNT, Instant.MIN)).isEqualTo(StreamVersion.EMPTY);
    assertThat(store().versionAt(ACCOUNT, Instant.MAX)).isEqualTo(StreamVersion.of(3));
    assertThat(store().versionAt(StreamId.of("account", "none"), Instant.MAX))
        .isEqualTo(StreamVersion.EMPTY);
  }

  @Test
  default void aReadReturnsAtMostTheNumberOfEventsAskedFor() {
    appendSeveralPages();

    for (int limit : List.of(1, 2, 255, 256, 257, 511, 512, 513, 1_000, 1_001, 2_499, 2_500)) {
      assertThat(numbers(StreamRead.forward(ACCOUNT).limit(limit)))
          .containsExactlyElementsOf(upward(1, limit));
      assertThat(numbers(StreamRead.backward(ACCOUNT).limit(limit)))
          .containsExactlyElementsOf(downward(2_500, 2_501 - limit));
    }
    assertThat(numbers(StreamRead.forward(ACCOUNT).limit(9_999))).hasSize(2_500);
    assertThat(numbers(StreamRead.backward(ACCOUNT).from(StreamVersion.of(3)).limit(4)))
        .containsExactly(3L, 2L, 1L);
    assertThat(numbers(StreamRead.forward(ACCOUNT).from(StreamVersion.of(5)).limit(2)))
        .containsExactly(5L, 6L);
  }

  @Test
  default void aReadFromOutsideTheStreamReturnsWhatLiesInItsDirection() {
    append(ACCOUNT, counted(1, 3));

    assertThat(numbers(StreamRead.forward(ACCOUNT).from(StreamVersion.EMPTY)))
        .containsExactly(1L, 2L, 3L);
    assertThat(numbers(StreamRead.forward(ACCOUNT).from(StreamVersion.of(4)))).isEmpty();
    assertThat(numbers(StreamRead.forward(ACCOUNT).from(StreamVersion.of(Long.MAX_VALUE))))
        .isEmpty();
    assertThat(numbers(StreamRead.backward(ACCOUNT).from(StreamVersion.of(4))))
        .containsExactly(3L, 2L, 1L);
    assertThat(numbers(StreamRead.backward(ACCOUNT).from(StreamVersion.EMPTY))).isEmpty();
  }

  @Test
  default void aStreamThatDoesNotExistHasNoEvents() {
    append(OTHER, counted(1, 3));

    assertThat(numbers(StreamRead.forward(ACCOUNT))).isEmpty();
    assertThat(numbers(StreamRead.backward(ACCOUNT))).isEmpty();
    assertThat(numbers(StreamRead.forward(ACCOUNT).from(StreamVersion.of(2)).limit(5)))
        .isEmpty();
  }

  @Test
  default void aStreamHasOnlyItsOwnEvents() {
    for (int i = 1; i <= 3; i++) {
      append(OTHER, counted(100 + i));
      append(ACCOUNT, counted(i));
    }

    assertThat(numbers(StreamRead.forward(ACCOUNT))).containsExactly(1L, 2L, 3L);
    assertThat(numbers(StreamRead.backward(OTHER))).containsExactly(103L, 102L, 101L);
  }

  @Test
  default void readsThatAreLeftHalfConsumedHoldNothing() {
    appendSeveralPages();
    List<Iterator<RecordedEvent>> halfRead = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Iterator<RecordedEvent> events = store().read(StreamRead.forward(ACCOUNT)).iterator();
      for (int n = 0; n < 10; n++) {
        assertThat(number(events.next())).isEqualTo(n + 1);
      }
      halfRead.add(events);
    }

    append(OTHER, counted(1));
    assertThat(number(store().read(StreamRead.backward(ACCOUNT)).findFirst().orElseThrow()))
        .isEqualTo(SEVERAL_PAGES);
    long rest = 0;
    for (Iterator<RecordedEvent> it = halfRead.get(0); it.hasNext(); it.next()) {
      rest++;
    }
    assertThat(rest).isEqualTo(SEVERAL_PAGES - 10);
  }

  @Test
  default void theStoreCanBeUsedWhileAStreamIsConsumed() {
    append(ACCOUNT, counted(1, 5));

    store().read(StreamRead.forward(ACCOUNT)).forEach(event -> {
      append(OTHER, counted(number(event)));
      assertThat(events(OTHER)).hasSize((int) number(event));
    });

    assertThat(numbers(StreamRead.forward(OTHER))).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  private void appendSeveralPages() {
    append(OTHER, counted(1, 10));
    appendMany(ACCOUNT, SEVERAL_PAGES);
    append(OTHER, counted(11, 20));
  }

  private List<Long> numbers(StreamRead read) {
    return store().read(read).map(ContractEvents::number).toList();
  }

  private static List<Long> upward(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private static List<Long> downward(long first, long last) {
    return LongStream.rangeClosed(last, first)
        .map(n -> first + last - n)
        .boxed()
        .toList();
  }
}
