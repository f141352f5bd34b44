package dev.cairn.benchmarks;

import dev.cairn.aggregate.Decider;
import dev.cairn.aggregate.DeciderModel;
import dev.cairn.benchmarks.Transfers.Transferred;
import java.util.List;

/** What moved on an account, as an aggregate. */
final class Wallet implements Decider<Wallet.Transfer, Wallet.State, Transferred> {

  /** A command that is always carried out. */
  record Transfer(String account, long number) {}

  record State(long cents, long movements, String lastReference) {}

  static DeciderModel<State> model() {
    return DeciderModel.of(
        "account", new Wallet(), Transfer.class, Transfer::account, Transferred.class);
  }

  @Override
  public State initial() {
    return new State(0, 0, "");
  }

  @Override
  public List<Transferred> decide(Transfer command, State state) {
    return List.of(Transfers.transferred(command.number()));
  }

  @Override
  public State evolve(State state, Transferred event) {
    return new State(state.cents() + event.cents(), state.movements() + 1, event.reference());
  }
}
