package dev.cairn.snapshot;

import dev.cairn.aggregate.Aggregate;
import dev.cairn.aggregate.AggregateId;
import dev.cairn.aggregate.Decide;
import dev.cairn.aggregate.Evolve;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventCodec;
import dev.cairn.event.EventType;
import dev.cairn.event.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Coins that come and go; it holds no more than a hundred of the last names of who gave some. */
@Aggregate("purse")
record Purse(
    String id,
    long coins,
    long moves,
    List<Gift> gifts,
    @Nullable Mood mood) {

  enum Mood {
    RICH,
    POOR
  }

  record Gift(String from, long coins) {}

  record Make(@AggregateId String purse) {}

  record Give(@AggregateId String purse, String from, long coins) {}

  record Spend(@AggregateId String purse, long coins) {}

  record Settle(@AggregateId String purse) {}

  sealed interface Event {}

  @EventType("purse-made")
  record Made(String id) implements Event {}

  @EventType("coins-given")
  record Given(String from, long coins) implements Event {}

  @EventType("coins-spent")
  record Spent(long coins) implements Event {}

  /** Thrown when there is less than is to be spent. */
  static final class TooPoor extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Decide
  static Made make(Make command) {
    return new Made(command.purse());
  }

  @Decide
  Given give(Give command) {
    return new Given(command.from(), command.coins());
  }

  @Decide
  Spent spend(Spend command) {
    if (command.coins() > coins) {
      throw new TooPoor();
    }
    return new Spent(command.coins());
  }

  /** Everything goes, in two steps if it is much. */
  @Decide
  List<Event> settle(Settle command) {
    if (coins == 0) {
      return List.of();
    }
    return coins < 100
        ? List.of(new Spent(coins))
        : List.of(new Spent(coins / 2), new Spent(coins - coins / 2));
  }

  @Evolve
  static Purse on(Made event) {
    return new Purse(event.id(), 0, 0, List.of(), null);
  }

  @Evolve
  Purse on(Given event) {
    List<Gift> more = new ArrayList<>(gifts.subList(Math.max(0, gifts.size() - 99), gifts.size()));
    more.add(new Gift(event.from(), event.coins()));
    return new Purse(id, coins + event.coins(), moves + 1, List.copyOf(more), Mood.RICH);
  }

  @Evolve
  Purse on(Spent event) {
    return new Purse(
        id,
        coins - event.coins(),
        moves + 1,
        gifts,
        event.coins() == coins ? Mood.POOR : Mood.RICH);
  }

  static EventCodec codec() {
    return JacksonEventCodec.forEvents(Event.class);
  }

  static StreamId stream(String id) {
    return StreamId.of("purse", id);
  }

  /** The first is made, the others are gifts of one coin each. */
  static Stream<Object> events(String id, int count) {
    return Stream.concat(
        Stream.of(new Made(id)),
        Stream.iterate(1, n -> n + 1).limit(count - 1).map(n -> new Given("g" + n, 1)));
  }
}
