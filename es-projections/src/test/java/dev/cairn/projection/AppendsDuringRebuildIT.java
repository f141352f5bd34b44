package dev.cairn.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.projection.BankEvents.Deposited;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Thousands of events a second are appended while read models are rebuilt and swapped. */
final class AppendsDuringRebuildIT {

  private static final int ACCOUNTS = 20;
  private static final int WRITERS = 4;

  private final ProjectionLog log = ProjectionLog.create();

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void noneIsMissingAndNoneIsAppliedTwice() throws Exception {
    log.deposits(8_000, ACCOUNTS);
    Projections projections = log.closing(Projections.of(
        log.store(),
        // So little memory that there are flushes between.
        ProjectionSettings.defaults().withMemory(1_000_000).withPageSize(1_000),
        ProjectionProcess.all()));
    projections.start();
    awaitHead(projections);
    ContinuousReader balances = ContinuousReader.of(log, "balances");
    ContinuousReader postings = ContinuousReader.of(log, "postings");
    AtomicBoolean enough = new AtomicBoolean();
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    List<Future<Integer>> appended = new ArrayList<>();
    long begun = System.nanoTime();
    for (int i = 0; i < WRITERS; i++) {
      int writer = i;
      appended.add(writers.submit(() -> append(writer, enough)));
    }
    for (int round = 0; round < 3; round++) {
      projections.operations().rebuild(projections.names(), RebuildListener.NONE);
    }
    enough.set(true);
    long events = sum(appended);
    double seconds = (System.nanoTime() - begun) / 1e9;
    writers.shutdown();
    assertThat(writers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

    assertThat(events / seconds).as("events appended in a second").isGreaterThan(1_000);
    awaitHead(projections);
    balances.awaitAnotherRead();
    postings.awaitAnotherRead();
    FreshFold fold = new FreshFold(log.events());
    balances.requireWholeAndForward(fold.balanceSums());
    postings.requireWholeAndForward(fold.postingSums());
    FreshFold.requireBalances(log);
    FreshFold.requirePostings(log);
    for (String name : projections.names()) {
      assertThat(projections.operations().verify(name, RebuildListener.NONE))
          .matches(VerificationReport::isSame);
    }
  }

  /** Some at a time, to each of its accounts by turns. */
  private int append(int writer, AtomicBoolean enough) {
    int appended = 0;
    while (!enough.get()) {
      int account = writer + WRITERS * (appended % (ACCOUNTS / WRITERS));
      Object[] some = new Object[4];
      for (int i = 0; i < some.length; i++) {
        some[i] = new Deposited(1 + appended + i, LocalDate.EPOCH);
      }
      log.append(BankEvents.account(account), some);
      appended += some.length;
    }
    return appended;
  }

  private static long sum(List<Future<Integer>> appended)
      throws InterruptedException, ExecutionException {
    long sum = 0;
    for (Future<Integer> one : appended) {
      sum += one.get();
    }
    return sum;
  }

  private void awaitHead(Projections projections) {
    projections
        .names()
        .forEach(name -> projections.waitFor(name, log.store().head(), Duration.ofMinutes(2)));
  }
}
