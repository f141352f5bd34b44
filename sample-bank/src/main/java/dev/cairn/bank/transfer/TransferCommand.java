package dev.cairn.bank.transfer;

import dev.cairn.aggregate.AggregateId;
import dev.cairn.bank.account.TransferId;

/** Something that is asked of one transfer. */
public sealed interface TransferCommand
    permits StartTransfer, CompleteTransfer, FailTransfer, CompensateTransfer {

  /** The transfer that decides. */
  @AggregateId
  TransferId transferId();
}
