package dev.cairn.projection;

import static dev.cairn.projection.ProjectionLog.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.EventMetadata;
import dev.cairn.event.NewEvent;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.postgres.lease.Lease;
import dev.cairn.projection.CommandTable.Sent;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamAppend;
import dev.cairn.store.WrongExpectedVersionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a process does when more waits than it can carry out at once. */
final class ProcessBacklogIT {

  private static final int WALLETS = 40;

  private final ProjectionLog log = ProjectionLog.create();
  private final Payments payments = Payments.in(log, WALLETS);
  private final Projection process = Projection.process(PaymentProcess.class, payments.commands());
  private final Projections projections = log.closing(Projections.of(
      log.store(),
      ProjectionSettings.defaults().withLease(Duration.ofSeconds(1)),
      List.of(process)));

  @AfterEach
  void close() {
    log.close();
  }

  /** So many payments are asked for, at once. */
  private void request(String name, int count) {
    List<StreamAppend> requests = IntStream.range(0, count)
        .mapToObj(i -> new StreamAppend(
            StreamId.of("payment", name + i),
            ExpectedVersion.noStream(),
            List.of(NewEvent.of(
                new Payment.Requested(name + i, "w" + i % WALLETS, "w" + (i + 1) % WALLETS, 1)))))
        .toList();
    for (int done = 0; done < count; done += 500) {
      log.store().append(requests.subList(done, Math.min(count, done + 500)));
    }
  }

  /** They have two seconds each from the moment when the money was taken out, and all together many more. */
  @Test
  void whatHasBegunIsFinishedBeforeSomethingElseBegins() {
    request("p", 2_500);

    projections.start();

    patiently().atMost(Duration.ofMinutes(5)).until(() -> payments.count("payment-ended") == 2_500);
    // None, on a machine that never stands still for two seconds.
    assertThat(payments.count("wallet-given-back")).isLessThan(250);
    payments.requireConserved(WALLETS);
  }

  /** As many as are looked at in one go cannot be carried out, and those that come after them can. */
  @Test
  void whatFailsIsInNobodysWay() {
    payments.commands().send(new Wallet.Open("broken", 0));
    projections.process("payments").beginAtHead();
    String tables = tables();
    log.execute("""
        insert into %1$s_commands (key, type, command, metadata, not_before)
        select 'f' || n / 2, 'Wallet.PayIn', '{"wallet": "broken", "payment": "x", "cents": 1}',
               json_build_object('commandId', gen_random_uuid(), 'headers', json_object('{}')), now() - interval '1 hour'
          from generate_series(0, 9999) n""".formatted(tables));
    projections.start();

    request("p", 10);

    payments.awaitAllEnded(10);
    payments.requireConserved(WALLETS);
    assertThat(projections.process("payments").counts().waiting()).isGreaterThanOrEqualTo(10_000);
  }

  @Test
  void whatComesAfterACommandThatIsDiscardedOrTriedAgainDoesNotWaitAnyLonger() {
    projections.process("payments").beginAtHead();
    for (String key : List.of("discarded", "again")) {
      log.execute("""
          insert into %1$s_commands (key, type, command, metadata)
          select '%2$s', 'Wallet.' || type,
                 json_build_object('wallet', wallet, 'payment', '%2$s', 'cents', 1),
                 json_build_object('commandId', gen_random_uuid(), 'headers', json_object('{}'))
            from (values ('TakeOut', 'late-%2$s'), ('PayIn', 'w1')) c(type, wallet)""".formatted(tables(), key));
    }
    // Their next turn is in an hour.
    log.execute(
        "update %s_commands set not_before = now() + interval '1 hour'".formatted(tables()));
    projections.start();
    ProcessOperations operations = projections.process("payments");
    payments.commands().send(new Wallet.Open("late-again", 1));

    assertThat(operations.discard(first("discarded"), "ann", "late")).isTrue();
    assertThat(operations.retry(first("again"))).isTrue();

    patiently().until(() -> operations.counts().waiting() == 0);
    assertThat(payments.cents("w1")).isEqualTo(Payments.FIRST_CENTS + 2);
    assertThat(payments.cents("late-again")).isZero();
    assertThat(log.number(
            "(select count(*) from @_read.payments_commands where discarded_by = 'ann')"))
        .isEqualTo(1);
  }

  private long first(String key) {
    return projections.process("payments").waitingOf(key, 1).get(0).number();
  }

  /** Those that share a commit with it are carried out, and it is as if nothing had been tried. */
  @Test
  void oneThatCannotBeAppendedFailsNoneOfTheOthers() {
    projections.process("payments").beginAtHead();
    HeldTransactions transactions = held();
    CommandTable table = new ProcessTables(transactions.generation().schema(), "payments").sent();
    List<Sent> sent = sent(transactions, table, 5);
    transactions.in(handle -> table.done(handle, List.of(sent.get(1).number())));
    SharedSteps steps = new SharedSteps(transactions, table, Thread::new);
    List<CompletableFuture<Object>> all = new ArrayList<>();
    // All of them wait for one commit, which waits for somebody who holds the lock of the log.
    log.jdbi().useTransaction(handle -> {
      handle.execute("select " + log.schema() + ".lock_log(1000)");
      for (int i = 0; i < 5; i++) {
        int number = i;
        all.add(CompletableFuture.supplyAsync(
            () -> steps.append(sent.get(number), paidIn("w" + number, number == 2 ? 7 : 1)),
            task -> new Thread(task).start()));
      }
      patiently()
          .until(() -> log.number(
                  "(select count(*) from pg_locks where locktype = 'advisory' and not granted)")
              == 1);
    });

    assertThat(failure(all.get(1))).isInstanceOf(SharedSteps.WithdrawnException.class);
    assertThat(failure(all.get(2))).isInstanceOf(WrongExpectedVersionException.class);
    for (int i : new int[] {0, 3, 4}) {
      assertThat(all.get(i).join()).isNotNull();
    }
    steps.close();
    assertThat(log.events().stream()
            .map(RecordedEvent::payload)
            .filter(Wallet.PaidIn.class::isInstance))
        .hasSize(3);
    assertThat(waiting(transactions, table)).containsExactly(sent.get(2));
  }

  private static List<Sent> waiting(HeldTransactions transactions, CommandTable table) {
    List<Sent> waiting = new ArrayList<>();
    transactions.in(handle -> new CommandQueue(table).next(handle, Set.of(), waiting::add));
    return waiting;
  }

  private static Throwable failure(CompletableFuture<Object> task) {
    try {
      throw new AssertionError("Came to " + task.join());
    } catch (CompletionException e) {
      return Objects.requireNonNull(e.getCause());
    }
  }

  private static StreamAppend paidIn(String wallet, long expected) {
    return new StreamAppend(
        StreamId.of("wallet", wallet),
        ExpectedVersion.exactly(expected),
        List.of(NewEvent.of(new Wallet.PaidIn("x", 1))));
  }

  private List<Sent> sent(HeldTransactions transactions, CommandTable table, int count) {
    transactions.<List<Sent>>in(handle -> {
      List<Sent> all = IntStream.range(0, count)
          .mapToObj(i -> new Sent(0, "k" + i, "Wallet.PayIn", "{}", EventMetadata.none(), 0))
          .toList();
      table.send(handle, all);
      return all;
    });
    return waiting(transactions, table);
  }

  private HeldTransactions held() {
    Parts parts = Parts.of(log.store(), ProjectionSettings.defaults(), CrashPoints.NONE);
    Generation live =
        parts.generations().find("payments", Generation.State.LIVE).orElseThrow();
    Lease lease = parts.takeToRun("payments").orElseThrow();
    return new HeldTransactions(parts, live, lease);
  }

  private String tables() {
    return log.schema() + "_payments_1.payments";
  }
}
