package dev.cairn.bank.account;

import dev.cairn.aggregate.AggregateId;

/** Something that is asked of one account. */
public sealed interface AccountCommand
    permits OpenAccount,
        Deposit,
        Withdraw,
        SendTransfer,
        ReceiveTransfer,
        TakeBackTransfer,
        CloseAccount {

  /** The account that decides. */
  @AggregateId
  AccountId accountId();
}
