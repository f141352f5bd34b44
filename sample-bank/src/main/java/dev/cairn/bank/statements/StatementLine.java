package dev.cairn.bank.statements;

import java.time.LocalDate;

/**
 * A line of an account's statement.
 *
 * @param version of the account after it
 * @param booked the day that the bank booked it
 * @param cents what it added to the balance: less than 0 if money went
 * @param balance after it, in cents
 */
public record StatementLine(
    long version, LocalDate booked, String description, long cents, long balance) {}
