package dev.cairn.bank.transfer;

import dev.cairn.bank.account.TransferId;

/** The money is where it was to go. */
public record CompleteTransfer(TransferId transferId) implements TransferCommand {}
