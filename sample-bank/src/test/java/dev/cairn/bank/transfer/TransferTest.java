package dev.cairn.bank.transfer;

import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.AmountNotPositive;
import dev.cairn.bank.account.SameAccount;
import dev.cairn.bank.account.TransferId;
import dev.cairn.testing.AggregateFixture;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of the wish to move money. */
class TransferTest {

  private static final TransferId ID = new TransferId(new UUID(0, 7));
  private static final AccountId FROM = new AccountId(1);
  private static final AccountId TO = new AccountId(2);
  private static final LocalDate ON = LocalDate.of(2026, 5, 1);
  private static final Transfer.Started STARTED = new Transfer.Started(ID, FROM, TO, 500, ON);

  private final AggregateFixture<Transfer> transfer = AggregateFixture.of(Transfer.class);

  @Test
  void starts() {
    transfer
        .givenNothing()
        .when(new StartTransfer(ID, FROM, TO, 500, ON))
        .thenEvents(STARTED)
        .thenState(new Transfer(ID, Transfer.State.IN_FLIGHT));
  }

  @Test
  void refusesAmountsThatAreNoneAndTransfersToTheSameAccount() {
    transfer
        .givenNothing()
        .when(new StartTransfer(ID, FROM, TO, 0, ON))
        .thenThrows(AmountNotPositive.class);
    transfer
        .givenNothing()
        .when(new StartTransfer(ID, FROM, FROM, 500, ON))
        .thenThrows(SameAccount.class);
  }

  @Test
  void endsOnce() {
    transfer.given(STARTED).when(new CompleteTransfer(ID)).thenEvents(new Transfer.Completed());
    transfer
        .given(STARTED)
        .when(new FailTransfer(ID, "why"))
        .thenEvents(new Transfer.Failed("why"));
    transfer
        .given(STARTED)
        .when(new CompensateTransfer(ID, "why"))
        .thenEvents(new Transfer.Compensated("why"));
    transfer
        .given(STARTED, new Transfer.Failed("why"))
        .when(new CompleteTransfer(ID))
        .thenNothing();
  }
}
