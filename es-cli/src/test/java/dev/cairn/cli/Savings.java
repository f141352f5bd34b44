package dev.cairn.cli;

import dev.cairn.aggregate.Decider;
import dev.cairn.aggregate.DeciderModel;
import dev.cairn.cli.CliEvents.Deposited;
import dev.cairn.snapshot.SnapshotPolicy;
import dev.cairn.snapshot.Snapshotted;
import java.util.List;

/** What was put on an account, as an aggregate. */
final class Savings implements Decider<Savings.Save, Long, CliEvents.Event> {

  record Save(String account, long cents) {}

  static Snapshotted<Long> snapshotted() {
    return Snapshotted.of(
        DeciderModel.of("account", new Savings(), Save.class, Save::account, CliEvents.Event.class),
        Long.class,
        SnapshotPolicy.every(100));
  }

  @Override
  public Long initial() {
    return 0L;
  }

  @Override
  public List<CliEvents.Event> decide(Save command, Long state) {
    return List.of(new Deposited(command.cents(), ""));
  }

  @Override
  public Long evolve(Long state, CliEvents.Event event) {
    return event instanceof Deposited deposited ? state + deposited.cents() : state;
  }
}
