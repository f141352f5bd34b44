package dev.cairn.projection;

import dev.cairn.aggregate.Aggregate;
import dev.cairn.aggregate.AggregateId;
import dev.cairn.aggregate.Decide;
import dev.cairn.aggregate.Evolve;
import dev.cairn.event.EventType;

/** What payments move money between. */
@Aggregate("wallet")
record Wallet(String id, long cents, boolean locked) {

  sealed interface Event {}

  @EventType("wallet-opened")
  record Opened(String wallet, long cents) implements Event {}

  @EventType("wallet-taken-out")
  record TakenOut(String payment, long cents) implements Event {}

  @EventType("wallet-paid-in")
  record PaidIn(String payment, long cents) implements Event {}

  @EventType("wallet-given-back")
  record GivenBack(String payment, long cents) implements Event {}

  @EventType("wallet-locked")
  record Locked() implements Event {}

  record Open(@AggregateId String wallet, long cents) {}

  record TakeOut(@AggregateId String wallet, String payment, long cents) {}

  record PayIn(@AggregateId String wallet, String payment, long cents) {}

  record GiveBack(@AggregateId String wallet, String payment, long cents) {}

  record Lock(@AggregateId String wallet) {}

  /** What a wallet says no with. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String why;

    Refused(String why) {
      super(why);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  @Decide
  static Opened open(Open command) {
    return new Opened(command.wallet, command.cents);
  }

  @Decide
  TakenOut takeOut(TakeOut command) {
    if (command.cents > cents) {
      throw new Refused("not enough");
    }
    return new TakenOut(command.payment, command.cents);
  }

  @Decide
  PaidIn payIn(PayIn command) {
    if (locked) {
      throw new Refused("locked");
    }
    if (id.startsWith("broken")) {
      throw new IllegalStateException("the wallet is broken");
    }
    return new PaidIn(command.payment, command.cents);
  }

  @Decide
  GivenBack giveBack(GiveBack command) {
    return new GivenBack(command.payment, command.cents);
  }

  @Decide
  Locked lock(Lock command) {
    return new Locked();
  }

  @Evolve
  static Wallet on(Opened event) {
    return new Wallet(event.wallet, event.cents, false);
  }

  @Evolve
  Wallet on(TakenOut event) {
    return new Wallet(id, cents - event.cents, locked);
  }

  @Evolve
  Wallet on(PaidIn event) {
    return new Wallet(id, cents + event.cents, locked);
  }

  @Evolve
  Wallet on(GivenBack event) {
    return new Wallet(id, cents + event.cents, locked);
  }

  @Evolve
  Wallet on(Locked event) {
    return new Wallet(id, cents, true);
  }
}
