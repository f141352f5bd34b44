package dev.cairn.bank.transfer;

import dev.cairn.bank.account.TransferId;

/** The money has not left its account. */
public record FailTransfer(TransferId transferId, String reason) implements TransferCommand {}
