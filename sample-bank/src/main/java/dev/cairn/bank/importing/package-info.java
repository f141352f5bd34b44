/**
 * Plays a file of bank transactions into accounts.
 *
 * <ul>
 *   <li>{@link dev.cairn.bank.importing.Import}: every row becomes one command; the log is compared with
 *       the file in the end
 *   <li>{@link dev.cairn.bank.importing.TransactionFile}: where the rows come from
 *   <li>{@link dev.cairn.bank.importing.ImportProgress}: how far it is; who shows it gets it as it goes
 *   <li>{@link dev.cairn.bank.importing.ImportSummary}: what came of it
 * </ul>
 *
 * <p>The format is that of the transaction table of the PKDD'99 financial data set: semicolons, text in
 * double quotes, one header row, ISO 8859-1.
 */
@NullMarked
package dev.cairn.bank.importing;

import org.jspecify.annotations.NullMarked;
