/**
 * A bank on Cairn, to be read in ten minutes.
 *
 * <ol>
 *   <li>{@link dev.cairn.bank.account}: the domain, an annotated record; {@link dev.cairn.bank.transfer}: money
 *       that moves between two of them, and the process that moves it
 *   <li>{@link dev.cairn.bank.balances}, {@link dev.cairn.bank.statements}, {@link dev.cairn.bank.daily}, {@link
 *       dev.cairn.bank.top}: the read models; {@link dev.cairn.bank.history}: a stream, now and as it was
 *   <li>{@link dev.cairn.bank.Bank}: wires all that to a log in PostgreSQL; {@link dev.cairn.bank.BankKafka}: where
 *       the log is published
 *   <li>{@link dev.cairn.bank.importing}: sends tens of thousands of commands and checks the outcome
 *   <li>{@link dev.cairn.bank.web}: an API over HTTP, and a page
 *   <li>{@link dev.cairn.bank.BankCli}: the command line, whose commands are in {@link dev.cairn.bank.demo}, {@link
 *       dev.cairn.bank.importing.command}, {@link dev.cairn.bank.show}, {@link dev.cairn.bank.running} and {@link
 *       dev.cairn.bank.soak}
 * </ol>
 */
@NullMarked
package dev.cairn.bank;

import org.jspecify.annotations.NullMarked;
