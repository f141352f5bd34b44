package dev.cairn.bank.transfer;

import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.TransferId;
import dev.cairn.handler.Key;
import dev.cairn.handler.On;
import dev.cairn.projection.model.ReadModel;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A transfer, and how far it is.
 *
 * @param reason why it failed or came back; null if it did not
 */
@ReadModel(name = "transfers", version = 1)
public record TransferRow(
    @Key TransferId transfer,
    AccountId from,
    AccountId to,
    long cents,
    LocalDate on,
    Transfer.State state,
    @Nullable String reason) {

  @On
  static TransferRow on(Transfer.Started e) {
    return new TransferRow(
        e.id(), e.from(), e.to(), e.cents(), e.on(), Transfer.State.IN_FLIGHT, null);
  }

  @On
  TransferRow on(Transfer.Completed e) {
    return ended(Transfer.State.COMPLETED, null);
  }

  @On
  TransferRow on(Transfer.Failed e) {
    return ended(Transfer.State.FAILED, e.reason());
  }

  @On
  TransferRow on(Transfer.Compensated e) {
    return ended(Transfer.State.COMPENSATED, e.reason());
  }

  private TransferRow ended(Transfer.State how, @Nullable String why) {
    return new TransferRow(transfer, from, to, cents, on, how, why);
  }
}
