package dev.cairn.testing;

import dev.cairn.codec.EventTypes;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventCodec;
import dev.cairn.event.StreamId;
import dev.cairn.process.ProcessModel;

/**
 * Tests a process without a store: given what happened, when something more happens, then these commands
 * follow.
 *
 * <pre>{@code
 * class TransferProcessTest {
 *   private final ProcessFixture<TransferProcess> transfer = ProcessFixture.of(TransferProcess.class);
 *
 *   @Test
 *   void givesTheMoneyBackWhenNobodyTakesIt() {
 *     transfer.given(requested, debited)
 *         .whenTimePasses(Duration.ofMinutes(5))
 *         .thenCommands(new Return(from, id, 500))
 *         .thenEnded(id);
 *   }
 * }
 * }</pre>
 *
 * <p>What the test tells is a story: every {@code when} goes on where the one before it ended. Beside what
 * the test states, it fails if an event cannot be handled, if an instance or an event would not come back
 * from storage equal to what it was, or if the process, asked twice, does something else. Failures are
 * {@link AssertionError}s. A fixture is immutable; a story is not, and belongs to one test.
 *
 * @param <P> the process
 */
public final class ProcessFixture<P> {

  private final ProcessModel<P> model;
  private final EventCodec codec;

  private ProcessFixture(ProcessModel<P> model, EventCodec codec) {
    this.model = model;
    this.codec = codec;
  }

  /**
   * A fixture for a process.
   *
   * @throws dev.cairn.process.ProcessModelException if it has mistakes
   */
  public static <P> ProcessFixture<P> of(Class<P> process) {
    ProcessModel<P> model = ProcessModel.of(process);
    return new ProcessFixture<>(model, new JacksonEventCodec(EventTypes.of(model.events())));
  }

  /** The same with the codec of the application, where that is not Cairn's own. */
  public ProcessFixture<P> withCodec(EventCodec other) {
    return new ProcessFixture<>(model, other);
  }

  /** Nothing has happened yet. */
  public ProcessStory<P> givenNothing() {
    return given();
  }

  /**
   * These events have happened, in this order, and what the process did about them is no matter.
   *
   * @param events an event is in some stream, which matters if the process takes the key from it; {@link #in}
   *     says which
   * @throws AssertionError if one cannot be stored or handled
   */
  public ProcessStory<P> given(Object... events) {
    return new ProcessStory<>(model, new StoredForm(codec)).after(events);
  }

  /** An event in a stream, for {@code given} and {@code when}. */
  public static Object in(StreamId stream, Object event) {
    return new InStream(stream, event);
  }

  /** An event that is in a certain stream. */
  record InStream(StreamId stream, Object event) {}
}
