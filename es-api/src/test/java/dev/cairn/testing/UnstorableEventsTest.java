package dev.cairn.testing;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.cairn.aggregate.Aggregate;
import dev.cairn.aggregate.AggregateId;
import dev.cairn.aggregate.Decide;
import dev.cairn.aggregate.Evolve;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventType;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

/** Aggregates that would go wrong in production only, were it not for the fixture. */
final class UnstorableEventsTest {

  record Make(@AggregateId String id, Kind kind) {}

  enum Kind {
    FORGETFUL,
    UNREADABLE,
    IDENTITY,
    IMPURE,
    IMPURE_REFUSAL,
    UNEVOLVABLE,
    STORABLE
  }

  sealed interface Event {}

  @EventType("forgetful")
  record Forgetful(int kept, @JsonIgnore String lost) implements Event {}

  @EventType("unreadable")
  record Unreadable(Object value) implements Event {
    Unreadable {
      if (!(value instanceof Kind)) {
        throw new IllegalArgumentException("no kind: " + value);
      }
    }
  }

  /** Not a record, so no two of its objects are equal. */
  @EventType("identity")
  static final class Identity implements Event {
    @Override
    public String toString() {
      return "Identity";
    }
  }

  @EventType("storable")
  record Storable(int number) implements Event {}

  @Aggregate("thing")
  record Thing() {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Decide
    static List<Event> make(Make c) {
      return switch (c.kind()) {
        case FORGETFUL -> List.of(new Forgetful(1, "2"));
        case UNREADABLE -> List.of(new Unreadable(Kind.UNREADABLE));
        case IDENTITY -> List.of(new Identity());
        case IMPURE -> List.of(new Storable(NUMBERS.incrementAndGet()));
        case IMPURE_REFUSAL -> {
          if (NUMBERS.incrementAndGet() % 2 == 0) {
            throw new IllegalStateException("not now");
          }
          yield List.of();
        }
        case UNEVOLVABLE -> List.of(new Storable(1), new Storable(2));
        case STORABLE -> List.of(new Storable(1));
      };
    }

    @Evolve
    static Thing on(Forgetful e) {
      return new Thing();
    }

    @Evolve
    static Thing on(Unreadable e) {
      return new Thing();
    }

    @Evolve
    static Thing on(Identity e) {
      return new Thing();
    }

    @Evolve
    static Thing on(Storable e) {
      return new Thing();
    }
  }

  private final AggregateFixture<Thing> thing = AggregateFixture.of(Thing.class);

  private ThrowableAssertAlternative<AssertionError> assertFails(Kind kind) {
    return assertFails(() -> thing.givenNothing().when(new Make("t", kind)));
  }

  private static ThrowableAssertAlternative<AssertionError> assertFails(ThrowingCallable test) {
    return assertThatExceptionOfType(AssertionError.class).isThrownBy(test);
  }

  @Test
  void whatStorageWouldLoseIsShown() {
    String message = """
        The event is another one after storage. Keep everything it knows in record components of types\
         that are equal if their parts are.
          before: Forgetful[kept=1, lost=2]
          stored: {"kept":1}
          after:  Forgetful[kept=1, lost=null]
        """;
    assertFails(() -> thing.given(new Forgetful(1, "2"))).withMessage(message);
    assertFails(Kind.FORGETFUL).withMessage(message);
  }

  @Test
  void whatCannotBeReadAgainIsShown() {
    assertFails(Kind.UNREADABLE)
        .withMessageStartingWith("The event Unreadable[value=UNREADABLE] cannot be stored and read")
        .withMessageContaining("no kind: UNREADABLE");
  }

  @Test
  void eventsWithoutEqualityAreNoticed() {
    assertFails(Kind.IDENTITY)
        .withMessageContaining("events are equal if their parts are")
        .withMessageContaining("1 ! Identity of " + Identity.class.getName());
    assertFails(() -> thing.given(new Identity()))
        .withMessageContaining("The event is another one after storage");
  }

  @Test
  void anImpureDecisionIsNoticed() {
    assertFails(Kind.IMPURE)
        .withMessageContaining(
            "Asked twice about Make[id=t, kind=IMPURE], the aggregate decided" + " differently")
        .withMessageContaining("first")
        .withMessageContaining("second")
        .withMessageContaining("1 ! Storable[number=");
    assertFails(Kind.IMPURE_REFUSAL)
        .withMessageContaining("decided differently")
        .withMessageContaining("threw java.lang.IllegalStateException: not now")
        .withMessageContaining("(none)");
  }

  @Test
  void anEventThatCannotFollowIsNoticed() {
    assertFails(Kind.UNEVOLVABLE)
        .withMessageContaining("Storable cannot be evolved")
        .withMessageContaining("comes after other events");
  }

  @Test
  void theCodecIsThatOfTheApplication() {
    JacksonEventCodec knowsTooLittle = JacksonEventCodec.forEvents(Forgetful.class);
    AggregateFixture<Thing> own = thing.withCodec(knowsTooLittle);
    thing.givenNothing().when(new Make("t", Kind.STORABLE)).thenEvents(new Storable(1));
    assertFails(() -> own.givenNothing().when(new Make("t", Kind.STORABLE)))
        .withMessageContaining("its class is not registered with the codec");
  }
}
