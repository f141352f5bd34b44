package dev.cairn.bank.transfer;

import dev.cairn.aggregate.Aggregate;
import dev.cairn.aggregate.Decide;
import dev.cairn.aggregate.Evolve;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.AmountNotPositive;
import dev.cairn.bank.account.SameAccount;
import dev.cairn.bank.account.TransferId;
import dev.cairn.event.EventType;
import java.time.LocalDate;
import java.util.List;

/** That somebody wants money moved, and what became of it. It ends once, whatever is said of it later. */
@Aggregate("transfer")
public record Transfer(TransferId id, State state) {

  /** How far it is. */
  public enum State {
    /** It was asked for; the money may have left its account. */
    IN_FLIGHT,
    /** The money is where it was to go. */
    COMPLETED,
    /** The money never left its account. */
    FAILED,
    /** The money left its account and came back. */
    COMPENSATED
  }

  /** What happens to transfers. */
  public sealed interface Event {}

  @EventType("transfer-started")
  public record Started(TransferId id, AccountId from, AccountId to, long cents, LocalDate on)
      implements Event {}

  @EventType("transfer-completed")
  public record Completed() implements Event {}

  @EventType("transfer-failed")
  public record Failed(String reason) implements Event {}

  @EventType("transfer-compensated")
  public record Compensated(String reason) implements Event {}

  @Decide
  static Started start(StartTransfer c) {
    if (c.cents() <= 0) {
      throw new AmountNotPositive(c.from(), c.cents());
    }
    if (c.from().equals(c.to())) {
      throw new SameAccount(c.from());
    }
    return new Started(c.transferId(), c.from(), c.to(), c.cents(), c.on());
  }

  @Decide
  List<Event> complete(CompleteTransfer c) {
    return endWith(new Completed());
  }

  @Decide
  List<Event> fail(FailTransfer c) {
    return endWith(new Failed(c.reason()));
  }

  @Decide
  List<Event> compensate(CompensateTransfer c) {
    return endWith(new Compensated(c.reason()));
  }

  private List<Event> endWith(Event event) {
    return state == State.IN_FLIGHT ? List.of(event) : List.of();
  }

  @Evolve
  static Transfer on(Started e) {
    return new Transfer(e.id(), State.IN_FLIGHT);
  }

  @Evolve
  Transfer on(Completed e) {
    return new Transfer(id, State.COMPLETED);
  }

  @Evolve
  Transfer on(Failed e) {
    return new Transfer(id, State.FAILED);
  }

  @Evolve
  Transfer on(Compensated e) {
    return new Transfer(id, State.COMPENSATED);
  }
}
