package dev.cairn.snapshot;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.command.CommandConflictException;
import dev.cairn.command.CommandSettings;
import dev.cairn.command.Commands;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A process that spends the coins of a purse one by one, with four threads, until none is left. */
final class SpendingProcess {

  private SpendingProcess() {}

  static ChildJvm start(SnapshotLog log, String purse, String name) {
    List<String> arguments = new ArrayList<>(log.arguments());
    arguments.addAll(List.of(purse, name));
    return ChildJvm.start(SpendingProcess.class, arguments);
  }

  /** Arguments: URL, user, password, schema, purse, name. */
  public static void main(String[] arguments) throws Exception {
    try (HikariDataSource pool = SnapshotLog.pool(arguments[0], arguments[1], arguments[2]);
        PostgresEventStore store = PostgresEventStore.open(
            pool, Purse.codec(), PostgresSettings.defaults().withSchema(arguments[3]));
        Snapshots snapshots = Snapshots.of(
            store,
            new PostgresSnapshotStore(store.database()),
            Snapshotted.of(Purse.class, SnapshotPolicy.every(7)))) {
      Commands commands =
          Commands.of(store, snapshots.loader(), CommandSettings.defaults(), SnapshotLog.PURSE);
      ExecutorService threads = Executors.newFixedThreadPool(4);
      List<Future<Integer>> spent = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        spent.add(threads.submit(() -> spend(commands, arguments[4])));
      }
      for (Future<Integer> part : spent) {
        System.out.println("spent " + part.get());
      }
      threads.shutdown();
    }
  }

  private static int spend(Commands commands, String purse) {
    for (int spent = 0; ; ) {
      try {
        commands.send(new Purse.Spend(purse, 1));
        spent++;
      } catch (Purse.TooPoor e) {
        return spent;
      } catch (CommandConflictException e) {
        // Others were faster each time; once more.
      }
    }
  }
}
