package dev.cairn.bank.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.aggregate.AggregateAlreadyExistsException;
import dev.cairn.aggregate.AggregateNotFoundException;
import dev.cairn.bank.account.Account.Closed;
import dev.cairn.bank.account.Account.Deposited;
import dev.cairn.bank.account.Account.Opened;
import dev.cairn.bank.account.Account.Withdrawn;
import dev.cairn.testing.AggregateFixture;
import dev.cairn.testing.Given;
import java.time.LocalDate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What an account does, and what it refuses. */
final class AccountTest {

  private static final AccountId ID = new AccountId(2378);
  private static final LocalDate DAY = LocalDate.of(1993, 1, 31);

  private static Given<Account> givenNothing() {
    return AggregateFixture.of(Account.class).givenNothing();
  }

  private static Given<Account> given(Object... events) {
    return AggregateFixture.of(Account.class).given(events);
  }

  private static Opened opened(long overdraftLimit) {
    return new Opened(ID, overdraftLimit, DAY);
  }

  private static Deposited deposited(long cents) {
    return new Deposited(cents, Account.CURRENCY, DAY, "cash in");
  }

  private static Withdrawn withdrawn(long cents) {
    return new Withdrawn(cents, DAY, "cash out");
  }

  private static Deposit deposit(long cents) {
    return new Deposit(ID, cents, DAY, "cash in");
  }

  private static Withdraw withdraw(long cents) {
    return new Withdraw(ID, cents, DAY, "cash out");
  }

  private static final CloseAccount CLOSE = new CloseAccount(ID, DAY);

  @Nested
  final class Opening {

    @Test
    void beginsAtZero() {
      givenNothing()
          .when(new OpenAccount(ID, 500, DAY))
          .thenEvents(opened(500))
          .thenState(new Account(ID, 500, 0, false));
    }

    @Test
    void happensOnce() {
      given(opened(0))
          .when(new OpenAccount(ID, 500, DAY))
          .thenThrows(AggregateAlreadyExistsException.class);
    }

    @Test
    void refusesANegativeOverdraftLimit() {
      givenNothing().when(new OpenAccount(ID, -1, DAY)).thenThrows(NegativeOverdraftLimit.class);
    }

    @Test
    void comesBeforeAnythingElse() {
      givenNothing().when(deposit(1)).thenThrows(AggregateNotFoundException.class);
      givenNothing().when(withdraw(1)).thenThrows(AggregateNotFoundException.class);
      givenNothing().when(CLOSE).thenThrows(AggregateNotFoundException.class);
    }
  }

  @Nested
  final class Depositing {

    @Test
    void raisesTheBalance() {
      given(opened(0), deposited(700))
          .when(deposit(50))
          .thenEvents(deposited(50))
          .thenState(new Account(ID, 0, 750, false));
    }

    @Test
    void refusesAmountsThatAreNotAboveZero() {
      given(opened(0)).when(deposit(0)).thenThrows(AmountNotPositive.class);
      given(opened(0)).when(deposit(-1)).thenThrows(AmountNotPositive.class);
    }

    @Test
    void fillsTheBalanceToTheBrim() {
      given(opened(0), deposited(Long.MAX_VALUE - 1))
          .when(deposit(1))
          .thenState(new Account(ID, 0, Long.MAX_VALUE, false));
    }

    @Test
    void refusesWhatWouldOverflow() {
      given(opened(0), deposited(Long.MAX_VALUE))
          .when(deposit(1))
          .thenThrows(BalanceTooLarge.class);
    }
  }

  @Nested
  final class Withdrawing {

    @Test
    void lowersTheBalance() {
      given(opened(0), deposited(700))
          .when(withdraw(699))
          .thenEvents(withdrawn(699))
          .thenState(new Account(ID, 0, 1, false));
    }

    @Test
    void goesDownToTheOverdraftLimit() {
      given(opened(500), deposited(100))
          .when(withdraw(600))
          .thenState(new Account(ID, 500, -500, false));
    }

    @Test
    void refusesToGoBeyondTheOverdraftLimit() {
      given(opened(500), deposited(100)).when(withdraw(601)).thenThrows(InsufficientFunds.class);
      given(opened(500), withdrawn(500)).when(withdraw(1)).thenThrows(InsufficientFunds.class);
    }

    @Test
    void needsABalanceWithoutAnOverdraftLimit() {
      given(opened(0)).when(withdraw(1)).thenThrows(InsufficientFunds.class);
    }

    @Test
    void refusesAmountsThatAreNotAboveZero() {
      given(opened(500)).when(withdraw(0)).thenThrows(AmountNotPositive.class);
      given(opened(500)).when(withdraw(-1)).thenThrows(AmountNotPositive.class);
    }

    @Test
    void knowsNoOverflow() {
      given(opened(Long.MAX_VALUE), deposited(Long.MAX_VALUE))
          .when(withdraw(Long.MAX_VALUE))
          .thenState(new Account(ID, Long.MAX_VALUE, 0, false));
      given(opened(Long.MAX_VALUE), withdrawn(Long.MAX_VALUE))
          .when(withdraw(Long.MAX_VALUE))
          .thenThrows(InsufficientFunds.class);
    }

    @Test
    void saysWhatThereWasAndWhatWasAsked() {
      Account account = new Account(ID, 500, -100, false);
      assertThatThrownBy(() -> account.withdraw(withdraw(100_000)))
          .isInstanceOfSatisfying(InsufficientFunds.class, refusal -> {
            assertThat(refusal.account()).isEqualTo(ID);
            assertThat(refusal.available()).isEqualTo(400);
            assertThat(refusal.asked()).isEqualTo(100_000);
          })
          .hasMessage("Account 2378 has 4.00 available, overdraft included, not 1,000.00");
    }
  }

  @Nested
  final class Closing {

    @Test
    void endsAnEmptyAccount() {
      given(opened(500), deposited(100), withdrawn(100))
          .when(CLOSE)
          .thenEvents(new Closed(DAY))
          .thenState(new Account(ID, 500, 0, true));
    }

    @Test
    void refusesAnAccountWithMoneyOrDebt() {
      given(opened(500), deposited(1)).when(CLOSE).thenThrows(BalanceNotZero.class);
      given(opened(500), withdrawn(1)).when(CLOSE).thenThrows(BalanceNotZero.class);
    }

    @Test
    void isTheEnd() {
      given(opened(500), new Closed(DAY)).when(deposit(1)).thenThrows(AccountIsClosed.class);
      given(opened(500), new Closed(DAY)).when(withdraw(1)).thenThrows(AccountIsClosed.class);
      given(opened(500), new Closed(DAY)).when(CLOSE).thenThrows(AccountIsClosed.class);
    }
  }
}
