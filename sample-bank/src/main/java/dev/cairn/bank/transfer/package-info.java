/**
 * Transfers between accounts: money leaves one and enters the other, or comes back.
 *
 * <ul>
 *   <li>{@link dev.cairn.bank.transfer.Transfer}: the aggregate and its events: that somebody wants it, and what
 *       became of it
 *   <li>{@link dev.cairn.bank.transfer.TransferProcess}: moves the money
 *   <li>{@link dev.cairn.bank.transfer.TransferRow}: the read model, money on its way included
 * </ul>
 */
@NullMarked
package dev.cairn.bank.transfer;

import org.jspecify.annotations.NullMarked;
