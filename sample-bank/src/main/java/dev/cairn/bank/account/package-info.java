/**
 * Accounts: what can be asked of one, what it decides, and what has happened to it.
 *
 * <ul>
 *   <li>{@link dev.cairn.bank.account.Account}: the aggregate and its events
 *   <li>{@link dev.cairn.bank.account.AccountCommand}: its commands
 *   <li>{@link dev.cairn.bank.account.CommandRefused}: why it says no
 * </ul>
 *
 * <p>Nothing here knows where events are kept.
 */
@NullMarked
package dev.cairn.bank.account;

import org.jspecify.annotations.NullMarked;
