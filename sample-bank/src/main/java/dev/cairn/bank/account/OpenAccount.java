package dev.cairn.bank.account;

import java.time.LocalDate;

/**
 * Open a new account.
 *
 * @param overdraftLimit how far below zero the balance may go, in cents; 0 or more
 */
public record OpenAccount(AccountId accountId, long overdraftLimit, LocalDate on)
    implements AccountCommand {}
