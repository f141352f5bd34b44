package dev.cairn.bank.account;

import java.time.LocalDate;

/** Put the money of a transfer that found no taker back into the account that sent it, which never refuses. */
public record TakeBackTransfer(
    AccountId accountId, TransferId transfer, AccountId to, long cents, LocalDate on)
    implements AccountCommand {}
