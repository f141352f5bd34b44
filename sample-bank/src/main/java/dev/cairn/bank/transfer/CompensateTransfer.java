package dev.cairn.bank.transfer;

import dev.cairn.bank.account.TransferId;

/** The money left its account and came back. */
public record CompensateTransfer(TransferId transferId, String reason) implements TransferCommand {}
