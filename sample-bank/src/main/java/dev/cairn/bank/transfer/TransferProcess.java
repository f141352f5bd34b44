package dev.cairn.bank.transfer;

import dev.cairn.aggregate.AggregateNotFoundException;
import dev.cairn.bank.account.Account;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.CommandRefused;
import dev.cairn.bank.account.ReceiveTransfer;
import dev.cairn.bank.account.SendTransfer;
import dev.cairn.bank.account.TakeBackTransfer;
import dev.cairn.bank.account.TransferId;
import dev.cairn.handler.Key;
import dev.cairn.handler.On;
import dev.cairn.process.OnDeadline;
import dev.cairn.process.OnRefusal;
import dev.cairn.process.Process;
import dev.cairn.process.Step;
import java.time.Duration;
import java.time.LocalDate;

/** Moves the money of one transfer: out of one account and into the other, or back where it came from. */
@Process("transfer-process")
public record TransferProcess(
    @Key TransferId transfer, AccountId from, AccountId to, long cents, LocalDate on) {

  /** How long the money may be on its way. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  @On
  static Step<TransferProcess> on(Transfer.Started e) {
    return Step.to(new TransferProcess(e.id(), e.from(), e.to(), e.cents(), e.on()))
        .send(new SendTransfer(e.from(), e.id(), e.to(), e.cents(), e.on()));
  }

  @On(key = "transfer")
  Step<TransferProcess> on(Account.TransferSent e) {
    return Step.to(this)
        .send(new ReceiveTransfer(to, transfer, from, cents, on))
        .within(PATIENCE);
  }

  @On(key = "transfer")
  Step<TransferProcess> on(Account.TransferReceived e) {
    return Step.<TransferProcess>end().send(new CompleteTransfer(transfer));
  }

  @OnRefusal
  Step<TransferProcess> refused(SendTransfer command, CommandRefused why) {
    return fail(why);
  }

  @OnRefusal
  Step<TransferProcess> refused(SendTransfer command, AggregateNotFoundException why) {
    return fail(why);
  }

  @OnRefusal
  Step<TransferProcess> refused(ReceiveTransfer command, CommandRefused why) {
    return compensate(String.valueOf(why.getMessage()));
  }

  @OnRefusal
  Step<TransferProcess> refused(ReceiveTransfer command, AggregateNotFoundException why) {
    return compensate("Account " + to + " is not there");
  }

  @OnDeadline
  Step<TransferProcess> timeIsUp() {
    return compensate("Account " + to + " did not take it in time");
  }

  private Step<TransferProcess> fail(RuntimeException why) {
    String reason = why instanceof AggregateNotFoundException
        ? "Account " + from + " is not there"
        : String.valueOf(why.getMessage());
    return Step.<TransferProcess>end().send(new FailTransfer(transfer, reason));
  }

  private Step<TransferProcess> compensate(String reason) {
    return Step.<TransferProcess>end()
        .send(
            new TakeBackTransfer(from, transfer, to, cents, on),
            new CompensateTransfer(transfer, reason));
  }
}
