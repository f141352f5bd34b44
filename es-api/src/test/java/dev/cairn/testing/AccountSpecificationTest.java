package dev.cairn.testing;

import dev.cairn.aggregate.Account;
import dev.cairn.aggregate.Account.Opened;
import dev.cairn.aggregate.Account.Withdrawn;
import dev.cairn.aggregate.AccountId;
import dev.cairn.aggregate.AggregateAlreadyExistsException;
import dev.cairn.aggregate.AggregateNotFoundException;
import dev.cairn.aggregate.Counter;
import dev.cairn.aggregate.InsufficientFunds;
import dev.cairn.aggregate.OpenAccount;
import dev.cairn.aggregate.Withdraw;
import org.junit.jupiter.api.Test;

/** How a test of an aggregate reads. */
final class AccountSpecificationTest {

  private final AccountId id = new AccountId(7);

  private static Given<Account> given(Object... events) {
    return AggregateFixture.of(Account.class).given(events);
  }

  @Test
  void refusesToOverdraw() {
    given(new Opened(id)).when(new Withdraw(id, 1)).thenThrows(InsufficientFunds.class);
  }

  @Test
  void opensOnce() {
    given().when(new OpenAccount(id)).thenEvents(new Opened(id)).thenState(new Account(id, 0));
    given(new Opened(id))
        .when(new OpenAccount(id))
        .thenThrows(AggregateAlreadyExistsException.class);
  }

  @Test
  void withdrawsFromAnOpenAccount() {
    given(new Opened(id), new Withdrawn(-5))
        .when(new Withdraw(id, 2))
        .thenEvents(new Withdrawn(2))
        .thenState(new Account(id, 3));
    given().when(new Withdraw(id, 2)).thenThrows(AggregateNotFoundException.class);
  }

  @Test
  void aDeciderIsTestedTheSameWay() {
    AggregateFixture<Long> counter = AggregateFixture.of(Counter.model());
    counter.givenNothing().when(new Counter.Reset("c")).thenNothing().thenState(0L);
    counter
        .given(new Counter.Raised(2))
        .when(new Counter.Raise("c", 2))
        .thenEvents(new Counter.Raised(1), new Counter.Raised(1))
        .thenState(4L);
  }
}
