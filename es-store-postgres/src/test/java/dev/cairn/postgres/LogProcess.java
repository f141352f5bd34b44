package dev.cairn.postgres;

import dev.cairn.event.Position;
import dev.cairn.event.StreamId;
import dev.cairn.postgres.transfer.LogExport;
import dev.cairn.postgres.transfer.LogImport;
import dev.cairn.postgres.transfer.TransferProgress;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.ContractEvents;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.Subscription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a process of its own does with a log: append to it, follow it, or move it. */
final class LogProcess {

  private final PostgresEventStore store;

  private LogProcess(PostgresEventStore store) {
    this.store = store;
  }

  /** Arguments: URL, user, password, schema, then {@code append NAME EVENTS}, {@code follow EVENTS}, {@code export FILE} or {@code import FILE}. */
  public static void main(String[] arguments) throws InterruptedException {
    try (PostgresEventStore store = PostgresEventStore.connect(
        arguments[0],
        arguments[1],
        arguments[2],
        ContractEvents.codec(),
        PostgresSettings.defaults().withSchema(arguments[3]))) {
      LogProcess process = new LogProcess(store);
      switch (arguments[4]) {
        case "append" -> process.append(arguments[5], Integer.parseInt(arguments[6]));
        case "follow" -> process.follow(Integer.parseInt(arguments[5]));
        case "export" -> LogExport.of(store).write(Path.of(arguments[5]), new Spoken());
        default -> LogImport.into(store.database()).read(Path.of(arguments[5]), new Spoken());
      }
    }
  }

  static ChildJvm start(TestLog log, ChildJvm.Before before, String... task) {
    List<String> arguments = new ArrayList<>(List.of(
        TestLog.server().jdbcUrl(TestLog.database()),
        TestLog.server().username(),
        TestLog.server().password(),
        log.schema()));
    arguments.addAll(List.of(task));
    return log.closing(ChildJvm.start(before, LogProcess.class, arguments));
  }

  /** Prints how far an export or an import is. */
  private static final class Spoken implements TransferProgress {

    @Override
    public void reached(Position position) {
      System.out.println(position);
    }

    @Override
    public void finishing() {
      System.out.println("finishing");
    }
  }

  /** Appends with four threads, to streams of this process alone and to one that all share. */
  private void append(String name, int events) {
    Crowd.run(4, thread -> {
      for (int i = 0; i < events / 4; i++) {
        String key = i % 3 == 0 ? "shared" : name + "-" + thread;
        store.append(
            StreamId.of("account", key), ExpectedVersion.any(), ContractEvents.counted(i, i));
      }
      return thread;
    });
  }

  /** Prints position, id and moment of every event, as they come. */
  private void follow(int events) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(events);
    try (Subscription subscription = store.subscribe(Checkpoint.START, EventFilter.all(), event -> {
      System.out.println(event.position() + " " + event.id());
      left.countDown();
    })) {
      if (!left.await(50, TimeUnit.SECONDS)) {
        throw new AssertionError(
            left.getCount() + " events are missing after " + subscription.checkpoint());
      }
    }
  }
}
