package dev.cairn.codec;

import dev.cairn.event.RecordedEvent;
import java.util.function.Consumer;

/**
 * What becomes of events whose type a codec does not know. Each reader may have its own, through the codec of
 * the store that it reads with.
 */
public sealed interface UnknownTypes {

  /** Asking for the payload is an error; the default. For whoever must not miss anything. */
  static UnknownTypes fail() {
    return new Fail();
  }

  /**
   * They are left out.
   *
   * @param skipped is told of each, such as a {@link SkippedEvents} that counts them; called by whoever reads,
   *     and again when the same event is read again
   */
  static UnknownTypes skip(Consumer<? super RecordedEvent> skipped) {
    return new Skip(skipped);
  }

  /** Their payload is an {@link UnknownEvent} with the stored text. */
  static UnknownTypes handOver() {
    return new HandOver();
  }

  /** See {@link #fail}. */
  record Fail() implements UnknownTypes {}

  /** See {@link #skip}. */
  record Skip(Consumer<? super RecordedEvent> skipped) implements UnknownTypes {}

  /** See {@link #handOver}. */
  record HandOver() implements UnknownTypes {}
}
