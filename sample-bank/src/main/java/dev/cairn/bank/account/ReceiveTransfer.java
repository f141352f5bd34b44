package dev.cairn.bank.account;

import java.time.LocalDate;

/** Put the money of a transfer into the account that it was sent to. */
public record ReceiveTransfer(
    AccountId accountId, TransferId transfer, AccountId from, long cents, LocalDate on)
    implements AccountCommand {}
