package dev.cairn.command;

import dev.cairn.aggregate.Aggregate;
import dev.cairn.aggregate.AggregateId;
import dev.cairn.aggregate.Decide;
import dev.cairn.aggregate.Evolve;
import dev.cairn.event.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Coins, some of which leave again. */
@Aggregate("wallet")
record Wallet(long coins) {

  sealed interface Command {
    @AggregateId
    String wallet();
  }

  record Open(String wallet) implements Command {}

  record PutIn(String wallet, long coins) implements Command {}

  record TakeOut(String wallet, long coins) implements Command {}

  /** Takes all coins out, one by one. */
  record Empty(String wallet) implements Command {}

  /** Puts in what is missing. */
  record FillUpTo(String wallet, long coins) implements Command {}

  sealed interface Event {}

  @EventType("wallet-opened")
  record Opened() implements Event {}

  @EventType("coins-put-in")
  record WerePutIn(long coins) implements Event {}

  @EventType("coins-taken-out")
  record WereTakenOut(long coins) implements Event {}

  static final class NotEnough extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }

  @Decide
  static Opened open(Open c) {
    return new Opened();
  }

  @Decide
  WerePutIn putIn(PutIn c) {
    return new WerePutIn(c.coins());
  }

  @Decide
  WereTakenOut takeOut(TakeOut c) {
    if (c.coins() > coins) {
      throw new NotEnough();
    }
    return new WereTakenOut(c.coins());
  }

  @Decide
  List<Event> empty(Empty c) {
    List<Event> events = new ArrayList<>();
    for (long i = 0; i < coins; i++) {
      events.add(new WereTakenOut(1));
    }
    return events;
  }

  @Decide
  Optional<WerePutIn> fillUp(FillUpTo c) {
    return c.coins() > coins ? Optional.of(new WerePutIn(c.coins() - coins)) : Optional.empty();
  }

  @Evolve
  static Wallet on(Opened e) {
    return new Wallet(0);
  }

  @Evolve
  Wallet on(WerePutIn e) {
    return new Wallet(coins + e.coins());
  }

  @Evolve
  Wallet on(WereTakenOut e) {
    return new Wallet(coins - e.coins());
  }
}
