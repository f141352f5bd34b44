package dev.cairn.store;

import static dev.cairn.store.ContractEvents.counted;
import static dev.cairn.store.ContractEvents.noted;
import static dev.cairn.store.ContractEvents.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.InvalidInputException;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.NewEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much one append may carry with the default limits. */
interface AppendLimitsContract extends StoreUnderTest {

  @Test
  default void aThousandEventsAreOneAppendAndOneMoreIsRefused() {
    assertThat(append(ACCOUNT, counted(1, 1_000)).version().value()).isEqualTo(1_000);

    assertInvalid(new StreamAppend(OTHER, ExpectedVersion.any(), counted(1, 1_001)));
    assertThat(log()).hasSize(1_000);
  }

  @Test
  default void theLimitOfEventsIsThatOfAllStreamsTogether() {
    assertInvalid(
        new StreamAppend(ACCOUNT, ExpectedVersion.any(), counted(1, 500)),
        new StreamAppend(OTHER, ExpectedVersion.any(), counted(1, 501)));
    assertThat(log()).isEmpty();
  }

  @Test
  default void anAppendWithoutStreamsIsRefused() {
    assertInvalid();
  }

  @Test
  default void anAppendWithoutEventsIsRefused() {
    assertInvalid(new StreamAppend(ACCOUNT, ExpectedVersion.any(), List.of()));
    assertInvalid(
        new StreamAppend(OTHER, ExpectedVersion.any(), counted(1, 1)),
        new StreamAppend(ACCOUNT, ExpectedVersion.any(), List.of()));
    assertThat(log()).isEmpty();
  }

  @Test
  default void aPayloadOfOneMebibyteIsStoredAndOneMoreByteIsRefused() {
    int frame = ContractEvents.codec().encode(new ContractEvents.Noted("")).json().length;
    String largest = "x".repeat(AppendLimits.defaults().maxPayloadBytes() - frame);

    append(ACCOUNT, noted(largest));

    assertThat(text(events(ACCOUNT).get(0))).isEqualTo(largest);
    assertInvalid(new StreamAppend(ACCOUNT, ExpectedVersion.any(), List.of(noted(largest + "x"))));
    // The limit counts bytes, not characters.
    assertInvalid(new StreamAppend(
        ACCOUNT, ExpectedVersion.any(), List.of(noted(largest.substring(1) + "\u00e4"))));
    assertThat(log()).hasSize(1);
  }

  @Test
  default void aLargePayloadAmongSmallOnesIsRefusedWithThem() {
    String tooLarge = "x".repeat(AppendLimits.defaults().maxPayloadBytes());

    assertInvalid(new StreamAppend(
        ACCOUNT, ExpectedVersion.any(), List.of(noted("a"), noted(tooLarge), noted("b"))));
    assertThat(log()).isEmpty();
  }

  @Test
  default void metadataOf64KibibytesIsStoredAndOneMoreByteIsRefused() {
    int frame = ContractEvents.codec().encodeMetadata(metadata("")).length;
    String largest = "x".repeat(AppendLimits.defaults().maxMetadataBytes() - frame);

    append(ACCOUNT, withMetadata(largest));

    assertThat(events(ACCOUNT).get(0).metadata()).isEqualTo(metadata(largest));
    assertInvalid(
        new StreamAppend(ACCOUNT, ExpectedVersion.any(), List.of(withMetadata(largest + "x"))));
  }

  private static NewEvent withMetadata(String actor) {
    return NewEvent.of(new ContractEvents.Noted("small"), metadata(actor));
  }

  private static EventMetadata metadata(String actor) {
    return EventMetadata.none().withActor(actor);
  }

  private void assertInvalid(StreamAppend... appends) {
    assertThatThrownBy(() -> store().append(List.of(appends)))
        .isInstanceOf(InvalidInputException.class);
  }
}
