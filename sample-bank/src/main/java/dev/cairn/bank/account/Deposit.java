package dev.cairn.bank.account;

import java.time.LocalDate;

/**
 * Put money into an account.
 *
 * @param cents more than 0
 */
public record Deposit(AccountId accountId, long cents, LocalDate on, String description)
    implements AccountCommand {}
