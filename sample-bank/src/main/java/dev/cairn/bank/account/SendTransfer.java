package dev.cairn.bank.account;

import java.time.LocalDate;

/**
 * Take money out of an account and send it to another one.
 *
 * @param cents more than 0
 */
public record SendTransfer(
    AccountId accountId, TransferId transfer, AccountId to, long cents, LocalDate on)
    implements AccountCommand {}
