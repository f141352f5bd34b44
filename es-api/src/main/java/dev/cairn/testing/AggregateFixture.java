package dev.cairn.testing;

import dev.cairn.aggregate.AggregateDefinition;
import dev.cairn.aggregate.AggregateModel;
import dev.cairn.codec.EventTypes;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventCodec;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tests an aggregate without a store: given what happened, when a command comes, then this follows.
 *
 * <pre>{@code
 * class AccountTest {
 *   private final AggregateFixture<Account> account = AggregateFixture.of(Account.class);
 *
 *   @Test
 *   void refusesToOverdraw() {
 *     account.given(new Opened(id)).when(new Withdraw(id, 1)).thenThrows(InsufficientFunds.class);
 *   }
 * }
 * }</pre>
 *
 * <p>A test class that would rather begin with the bare word has one method more:
 *
 * <pre>{@code
 * private static Given<Account> given(Object... events) {
 *   return AggregateFixture.of(Account.class).given(events);
 * }
 * }</pre>
 *
 * <p>Beside what the test states, it fails if an event would not come back from storage equal to
 * what it was, if an event cannot be evolved, or if the aggregate, asked twice, decides
 * differently. Failures are {@link AssertionError}s, so any test framework will do. Immutable and
 * thread-safe.
 *
 * @param <S> the state of the aggregate
 */
public final class AggregateFixture<S> {

  private final AggregateDefinition<S> definition;
  private final StoredForm stored;

  private AggregateFixture(AggregateDefinition<S> definition, EventCodec codec) {
    this.definition = definition;
    this.stored = new StoredForm(codec);
  }

  /**
   * A fixture for an annotated class.
   *
   * @throws dev.cairn.aggregate.AggregateModelException if the class has mistakes
   */
  public static <S> AggregateFixture<S> of(Class<S> aggregate) {
    return of(AggregateModel.of(aggregate));
  }

  /** A fixture for an aggregate however it is defined. */
  public static <S> AggregateFixture<S> of(AggregateDefinition<S> definition) {
    return new AggregateFixture<>(
        definition, new JacksonEventCodec(EventTypes.of(definition.events())));
  }

  /** The same with the codec of the application, where that is not Cairn's own. */
  public AggregateFixture<S> withCodec(EventCodec codec) {
    return new AggregateFixture<>(definition, codec);
  }

  /** The aggregate does not exist yet. */
  public Given<S> givenNothing() {
    return given();
  }

  /**
   * These events have happened, in this order.
   *
   * @throws AssertionError if they cannot be stored, or cannot have happened in this order
   */
  public Given<S> given(Object... events) {
    return new Given<>(definition, stored, after(Arrays.asList(events)));
  }

  private @Nullable S after(List<Object> events) {
    S state = definition.initial();
    for (int i = 0; i < events.size(); i++) {
      Object event = stored.through(events.get(i));
      try {
        state = definition.evolve(state, event);
      } catch (RuntimeException e) {
        throw new AssertionError(
            "The given event " + (i + 1) + " of " + events.size() + ", " + event
                + ", cannot have happened there: " + e.getMessage(),
            e);
      }
    }
    return state;
  }
}
