package dev.cairn.bank.account;

import java.time.LocalDate;

/** Close an account that is empty. */
public record CloseAccount(AccountId accountId, LocalDate on) implements AccountCommand {}
