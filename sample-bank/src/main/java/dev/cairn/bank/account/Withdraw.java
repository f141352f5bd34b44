package dev.cairn.bank.account;

import java.time.LocalDate;

/**
 * Take money out of an account.
 *
 * @param cents more than 0
 */
public record Withdraw(AccountId accountId, long cents, LocalDate on, String description)
    implements AccountCommand {}
