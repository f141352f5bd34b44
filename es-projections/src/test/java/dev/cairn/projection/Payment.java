package dev.cairn.projection;

import dev.cairn.aggregate.Aggregate;
import dev.cairn.aggregate.AggregateId;
import dev.cairn.aggregate.Decide;
import dev.cairn.aggregate.Evolve;
import dev.cairn.event.EventType;

/** That somebody wants to pay somebody, and what became of it. */
@Aggregate("payment")
record Payment(String id, String outcome) {

  sealed interface Event {}

  @EventType("payment-requested")
  record Requested(String payment, String from, String to, long cents) implements Event {}

  @EventType("payment-ended")
  record Ended(String outcome) implements Event {}

  record Request(@AggregateId String payment, String from, String to, long cents) {}

  record End(@AggregateId String payment, String outcome) {}

  @Decide
  static Requested request(Request command) {
    return new Requested(command.payment, command.from, command.to, command.cents);
  }

  @Decide
  Ended end(End command) {
    return new Ended(command.outcome);
  }

  @Evolve
  static Payment on(Requested event) {
    return new Payment(event.payment, "");
  }

  @Evolve
  Payment on(Ended event) {
    return new Payment(id, event.outcome);
  }
}
