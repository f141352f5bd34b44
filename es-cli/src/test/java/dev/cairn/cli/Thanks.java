package dev.cairn.cli;

import dev.cairn.aggregate.Aggregate;
import dev.cairn.aggregate.AggregateId;
import dev.cairn.aggregate.Decide;
import dev.cairn.aggregate.Evolve;
import dev.cairn.cli.CliEvents.NoticeSent;
import dev.cairn.command.Commands;
import dev.cairn.event.EventType;
import dev.cairn.event.RecordedEvent;
import dev.cairn.handler.Key;
import dev.cairn.handler.On;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.process.OnDeadline;
import dev.cairn.process.Process;
import dev.cairn.process.Step;
import dev.cairn.projection.Projection;
import java.time.Duration;
import java.util.List;

/** A process: the owner of an account to which a notice was sent is given a present, if there is a word for it. */
@Process("thanks")
record Thanks(@Key String account, String word) {

  record Give(@AggregateId String account, String word) {}

  @EventType("present-given")
  record Given(String account) {}

  /** What is given. */
  @Aggregate("present")
  record Present(String account) {

    @Decide
    static Given give(Give command) {
      if (command.word().isEmpty()) {
        throw new IllegalStateException("There is no word for it");
      }
      return new Given(command.account());
    }

    @Evolve
    static Present on(Given event) {
      return new Present(event.account());
    }
  }

  /** The projections of an application that has the process, too. */
  static List<Projection> projections(PostgresEventStore store) {
    return List.of(
        Total.projection(), Projection.process(Thanks.class, Commands.of(store, Present.class)));
  }

  @On
  static Step<Thanks> on(NoticeSent event, RecordedEvent recorded) {
    String account = recorded.stream().key();
    return Step.to(new Thanks(account, event.text()))
        .send(new Give(account, event.text()))
        .within(Duration.ofDays(3_650));
  }

  @On(key = "account")
  Step<Thanks> on(Given event) {
    return Step.end();
  }

  @OnDeadline
  Step<Thanks> timeIsUp() {
    return Step.end();
  }
}
