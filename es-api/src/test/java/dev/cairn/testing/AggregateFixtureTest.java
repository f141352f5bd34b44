package dev.cairn.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.InvalidInputException;
import dev.cairn.aggregate.Account;
import dev.cairn.aggregate.Account.Opened;
import dev.cairn.aggregate.Account.Withdrawn;
import dev.cairn.aggregate.AccountId;
import dev.cairn.aggregate.AggregateModelException;
import dev.cairn.aggregate.Counter;
import dev.cairn.aggregate.InsufficientFunds;
import dev.cairn.aggregate.OpenAccount;
import dev.cairn.aggregate.Withdraw;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

/** That the fixture fails where it should, and says why. */
final class AggregateFixtureTest {

  private final AccountId id = new AccountId(7);
  private final AggregateFixture<Account> account = AggregateFixture.of(Account.class);

  private static ThrowableAssertAlternative<AssertionError> assertFails(ThrowingCallable test) {
    return assertThatExceptionOfType(AssertionError.class).isThrownBy(test);
  }

  @Test
  void otherEventsAreShownBesideTheExpectedOnes() {
    Outcome<Account> outcome =
        account.given(new Opened(id), new Withdrawn(-9)).when(new Withdraw(id, 2));
    assertFails(() -> outcome.thenEvents(new Withdrawn(3), new Opened(id))).withMessage("""
            The command Withdraw[accountId=AccountId[value=7], cents=2] led to other events than expected.
                 expected                      | actual
             1 ! Withdrawn[cents=3]            | Withdrawn[cents=2]
             2 ! Opened[id=AccountId[value=7]] | (none)
            """);
    assertFails(outcome::thenNothing).withMessageEndingWith("""
                 expected | actual
             1 ! (none)   | Withdrawn[cents=2]
            """);
  }

  @Test
  void aRefusalIsNotAnEvent() {
    Outcome<Account> outcome = account.given(new Opened(id)).when(new Withdraw(id, 1));
    String threw = "threw dev.cairn.aggregate.InsufficientFunds: Account 7 has 0 cents, not 1";
    assertFails(() -> outcome.thenEvents(new Withdrawn(1)))
        .withMessageContaining("1 ! Withdrawn[cents=1] | " + threw)
        .withCauseInstanceOf(InsufficientFunds.class);
    assertFails(outcome::thenNothing).withMessageContaining("1 ! (none)   | " + threw);
    assertFails(() -> outcome.thenState(new Account(id, 0)))
        .withMessageContaining("was refused")
        .withCauseInstanceOf(InsufficientFunds.class);
  }

  @Test
  void anotherRefusalOrNoneIsNotTheExpectedOne() {
    assertFails(() -> account
            .given(new Opened(id))
            .when(new Withdraw(id, 1))
            .thenThrows(IllegalStateException.class))
        .withMessageContaining("was not refused as expected")
        .withMessageContaining("threw java.lang.IllegalStateException")
        .withMessageContaining("threw dev.cairn.aggregate.InsufficientFunds")
        .withCauseInstanceOf(InsufficientFunds.class);
    assertFails(() -> account
            .given(new Opened(id))
            .when(new Withdraw(id, 0))
            .thenThrows(InsufficientFunds.class))
        .withMessageContaining("Withdrawn[cents=0]");
  }

  @Test
  void theRefusalIsThereToLookAt() {
    InsufficientFunds refusal =
        account.given(new Opened(id)).when(new Withdraw(id, 3)).thenThrows(InsufficientFunds.class);
    assertThat(refusal.missing()).isEqualTo(3);
  }

  @Test
  void anotherStateIsShownBesideTheExpectedOne() {
    assertFails(() ->
            account.given(new Opened(id)).when(new Withdraw(id, -3)).thenState(new Account(id, 4)))
        .withMessageContaining("led to another state than expected")
        .withMessageContaining("1 ! Account[id=AccountId[value=7], balance=4]"
            + " | Account[id=AccountId[value=7], balance=3]");
  }

  @Test
  void whatCannotHaveHappenedIsNotGiven() {
    assertFails(() -> account.given(new Withdrawn(1)))
        .withMessageStartingWith("The given event 1 of 1, Withdrawn[cents=1], cannot have happened")
        .withMessageContaining("comes first");
    assertFails(() -> account.given(new Opened(id), new Opened(id)))
        .withMessageStartingWith("The given event 2 of 2");
    assertFails(() -> account.given("opened"))
        .withMessageStartingWith("The event opened cannot be stored and read again");
  }

  @Test
  void anUnknownCommandIsNoRefusal() {
    assertFails(() -> account.givenNothing().when("open"))
        .withMessageContaining("No aggregate decides about java.lang.String");
  }

  @Test
  void aCommandWhoseIdIsNoKeyIsRefused() {
    AggregateFixture.of(Counter.model())
        .givenNothing()
        .when(new Counter.Reset(""))
        .thenThrows(InvalidInputException.class);
  }

  @Test
  void aClassWithMistakesIsNotTested() {
    assertThatExceptionOfType(AggregateModelException.class)
        .isThrownBy(() -> AggregateFixture.of(String.class));
  }

  @Test
  void aFixtureCanBeUsedAgain() {
    Given<Account> opened = account.given(new Opened(id));
    assertThatCode(() -> {
          opened.when(new Withdraw(id, -1)).thenState(new Account(id, 1));
          opened.when(new Withdraw(id, -2)).thenState(new Account(id, 2));
          account.givenNothing().when(new OpenAccount(id)).thenEvents(new Opened(id));
        })
        .doesNotThrowAnyException();
  }
}
