package dev.cairn.aggregate;

import dev.cairn.event.EventType;

/** One customer's account. Amounts are in cents. */
@Aggregate("account")
public record Account(AccountId id, long balance) {

  public sealed interface Event {}

  @EventType("account-opened")
  public record Opened(AccountId id) implements Event {}

  @EventType("money-withdrawn")
  public record Withdrawn(long cents) implements Event {}

  @Decide
  static Opened open(OpenAccount c) {
    return new Opened(c.accountId());
  } // static: creates

  @Decide
  Withdrawn withdraw(Withdraw c) {
    if (c.cents() > balance) throw new InsufficientFunds(id, balance, c.cents());
    return new Withdrawn(c.cents());
  }

  @Evolve
  static Account on(Opened e) {
    return new Account(e.id(), 0);
  }

  @Evolve
  Account on(Withdrawn e) {
    return new Account(id, balance - e.cents());
  }
}
