package dev.cairn.store;

import static dev.cairn.store.ContractEvents.counted;
import static dev.cairn.store.ContractEvents.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamVersion;
import org.junit.jupiter.api.Test;

/** Appending to one stream: versions, positions, what is stored. */
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
        .extracting(RecordedEvent::version)
        .containsExactly(StreamVersion.of(1), StreamVersion.of(2), StreamVersion.of(3));
    assertThat(events(ACCOUNT)).extracting(event -> number(event)).containsExactly(1L, 2L, 3L);
  }
}
