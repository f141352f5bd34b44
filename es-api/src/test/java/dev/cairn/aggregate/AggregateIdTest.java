package dev.cairn.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.InvalidInputException;
import dev.cairn.event.EventType;
import java.math.BigInteger;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class AggregateIdTest {

  private static final UUID SOME_UUID = UUID.fromString("0190d6a0-0000-7000-8000-000000000001");

  enum Plain {
    NORTH
  }

  enum WithBody {
    SOUTH {
      @Override
      public String toString() {
        return "not the name";
      }
    }
  }

  private record Inner(UUID value) {}

  private record Outer(Inner inner) {}

  static Arguments[] ids() {
    return new Arguments[] {
      Arguments.of("a b/ü", "a b/ü"),
      Arguments.of(SOME_UUID, SOME_UUID.toString()),
      Arguments.of(-7, "-7"),
      Arguments.of(Long.MAX_VALUE, "9223372036854775807"),
      Arguments.of((short) 3, "3"),
      Arguments.of((byte) 3, "3"),
      Arguments.of(BigInteger.TEN.pow(30), "1" + "0".repeat(30)),
      Arguments.of(Plain.NORTH, "NORTH"),
      Arguments.of(WithBody.SOUTH, "SOUTH"),
      Arguments.of(new AccountId(42), "42"),
      Arguments.of(new Outer(new Inner(SOME_UUID)), SOME_UUID.toString()),
    };
  }

  private final AggregateModel<Account> account = AggregateModel.of(Account.class);

  @ParameterizedTest
  @MethodSource("ids")
  void anIdIsTheKeyOfTheStream(Object id, String key) {
    assertThat(account.streamOfId(id).key()).isEqualTo(key);
  }

  @Test
  void anIdWithoutATextFormIsRefused() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> account.streamOfId(1.5))
        .withMessageContaining("Double cannot be an id")
        .satisfies(e -> assertThat(e.subject()).isEqualTo("aggregate id"));
  }

  @Test
  void anIdThatCannotBeAKeyIsRefused() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> account.streamOfId(""))
        .satisfies(e -> assertThat(e.subject()).isEqualTo("stream key"));
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> account.streamOfId("nul\0"))
        .satisfies(e -> assertThat(e.subject()).isEqualTo("stream key"));
  }

  @Test
  @SuppressWarnings("NullAway") // an application may well be compiled without it
  void anIdThatIsMissingIsRefused() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> account.streamOfCommand(new OpenAccount(null)))
        .withMessage("The aggregate id of type AccountId is null or holds null");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> account.streamOfId(new Outer(new Inner(null))))
        .withMessageContaining("is null or holds null");
  }

  interface ForThing<I> {
    @AggregateId
    I thing();
  }

  record Inherited(AccountId thing) implements ForThing<AccountId> {}

  record OwnAccessor(long number) {
    @AggregateId
    String text() {
      return "n" + number;
    }
  }

  static final class PlainClass {
    @AggregateId
    @SuppressWarnings("unused") // called through a handle
    private WithBody place() {
      return WithBody.SOUTH;
    }
  }

  record Explicit(@AggregateId AccountId id) {
    public Explicit(AccountId id) {
      this.id = id;
    }

    @Override
    public AccountId id() {
      return new AccountId(id.value() + 1);
    }
  }

  @EventType("made")
  record Made() {}

  @Aggregate("thing")
  record Thing() {
    @Decide
    static Made a(Inherited c) {
      return new Made();
    }

    @Decide
    static Made b(OwnAccessor c) {
      return new Made();
    }

    @Decide
    static Made c(PlainClass c) {
      return new Made();
    }

    @Decide
    static Made d(Explicit c) {
      return new Made();
    }

    @Evolve
    static Thing on(Made e) {
      return new Thing();
    }
  }

  @Test
  void theIdMayBeInheritedOrComputedOrOfAClass() {
    AggregateModel<Thing> thing = AggregateModel.of(Thing.class);
    assertThat(thing.streamOfCommand(new Inherited(new AccountId(3))).key()).isEqualTo("3");
    assertThat(thing.streamOfCommand(new OwnAccessor(4)).key()).isEqualTo("n4");
    assertThat(thing.streamOfCommand(new PlainClass()).key()).isEqualTo("SOUTH");
    assertThat(thing.streamOfCommand(new Explicit(new AccountId(4))).key()).isEqualTo("5");
  }
}
