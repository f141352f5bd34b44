package dev.cairn.bank.transfer;

import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.TransferId;
import java.time.LocalDate;

/**
 * Move money from one account to another.
 *
 * @param transferId chosen by who asks
 * @param cents more than 0
 */
public record StartTransfer(
    TransferId transferId, AccountId from, AccountId to, long cents, LocalDate on)
    implements TransferCommand {}
