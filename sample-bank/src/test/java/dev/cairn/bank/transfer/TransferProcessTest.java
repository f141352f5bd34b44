package dev.cairn.bank.transfer;

import static dev.cairn.testing.ProcessFixture.in;

import dev.cairn.aggregate.AggregateNotFoundException;
import dev.cairn.bank.account.Account.TransferReceived;
import dev.cairn.bank.account.Account.TransferSent;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.AmountNotPositive;
import dev.cairn.bank.account.ReceiveTransfer;
import dev.cairn.bank.account.SendTransfer;
import dev.cairn.bank.account.TakeBackTransfer;
import dev.cairn.bank.account.TransferId;
import dev.cairn.event.StreamId;
import dev.cairn.testing.ProcessFixture;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How the money of a transfer moves. */
class TransferProcessTest {

  private static final TransferId ID = new TransferId(new UUID(0, 7));
  private static final AccountId FROM = new AccountId(1);
  private static final AccountId TO = new AccountId(2);
  private static final LocalDate ON = LocalDate.of(2026, 5, 1);

  private static final Object STARTED =
      in(StreamId.of("transfer", ID.toString()), new Transfer.Started(ID, FROM, TO, 500, ON));
  private static final Object SENT = new TransferSent(ID, TO, 500, ON);
  private static final Object RECEIVED = new TransferReceived(ID, FROM, 500, ON);

  private static final SendTransfer SEND = new SendTransfer(FROM, ID, TO, 500, ON);
  private static final ReceiveTransfer RECEIVE = new ReceiveTransfer(TO, ID, FROM, 500, ON);
  private static final TakeBackTransfer TAKE_BACK = new TakeBackTransfer(FROM, ID, TO, 500, ON);

  private final ProcessFixture<TransferProcess> transfer = ProcessFixture.of(TransferProcess.class);

  @Test
  void movesTheMoney() {
    transfer
        .givenNothing()
        .when(STARTED)
        .thenCommands(SEND)
        .when(SENT)
        .thenCommands(RECEIVE)
        .thenDeadlineIn(ID, TransferProcess.PATIENCE)
        .when(RECEIVED)
        .thenCommands(new CompleteTransfer(ID))
        .thenEnded(ID);
  }

  @Test
  void failsIfTheMoneyIsNotThere() {
    transfer
        .given(STARTED)
        .whenRefused(ID, SEND, new AmountNotPositive(FROM, 0))
        .thenCommands(
            new FailTransfer(ID, "Account 1 takes and gives amounts above zero only, not 0.00"))
        .thenEnded(ID);
  }

  @Test
  void failsIfThereIsNoAccountToTakeItFrom() {
    transfer
        .given(STARTED)
        .whenRefused(
            ID,
            SEND,
            new AggregateNotFoundException(StreamId.of("account", "1"), SendTransfer.class))
        .thenCommands(new FailTransfer(ID, "Account 1 is not there"))
        .thenEnded(ID);
  }

  @Test
  void givesTheMoneyBackIfNobodyTakesIt() {
    transfer
        .given(STARTED, SENT)
        .whenRefused(
            ID,
            RECEIVE,
            new AggregateNotFoundException(StreamId.of("account", "2"), ReceiveTransfer.class))
        .thenCommands(TAKE_BACK, new CompensateTransfer(ID, "Account 2 is not there"))
        .thenEnded(ID);
  }

  @Test
  void givesTheMoneyBackWhenItHasBeenOnItsWayForTooLong() {
    transfer
        .given(STARTED, SENT)
        .whenTimePasses(TransferProcess.PATIENCE)
        .thenCommands(TAKE_BACK, new CompensateTransfer(ID, "Account 2 did not take it in time"))
        .thenEnded(ID);
  }
}
