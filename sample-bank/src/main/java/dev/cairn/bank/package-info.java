/**
 * A bank on Cairn, to be read in ten minutes.
 *
 * <ol>
 *   <li>{@link dev.cairn.bank.account.Account}: the domain, an annotated record
 *   <li>{@link dev.cairn.bank.Bank}: wires the domain and the read models to a log in PostgreSQL
 *   <li>{@link dev.cairn.bank.importing}: sends tens of thousands of commands and checks the outcome
 *   <li>{@link dev.cairn.bank.history}, {@link dev.cairn.bank.ShowAccount}: reads a stream, now and as it was
 *   <li>{@link dev.cairn.bank.balances}, {@link dev.cairn.bank.statements}, {@link dev.cairn.bank.daily}, {@link
 *       dev.cairn.bank.top}: the read models
 *   <li>{@link dev.cairn.bank.web}: an API over HTTP, and a page
 *   <li>{@link dev.cairn.bank.BankCli}: the command line
 * </ol>
 */
@NullMarked
package dev.cairn.bank;

import org.jspecify.annotations.NullMarked;
