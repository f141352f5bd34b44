package dev.cairn.postgres.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cairn.CairnException;
import dev.cairn.postgres.LogDatabase;
import dev.cairn.postgres.TestLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of all who ask for a lease one has it, until it gives it back or falls silent; by the clock of the database. */
class LeasesIT {

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final TestLog log = TestLog.create();
  private final LogDatabase database = log.store().database();
  private final Leases leases = new Leases(database);

  @BeforeEach
  void aTableToWriteTo() {
    log.execute("create table @.written (what text)");
  }

  @AfterEach
  void close() {
    log.close();
  }

  private static ConditionFactory patiently() {
    return await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofMinutes(2));
  }

  private Lease taken(String owner, Duration duration) {
    return leases.take("work", owner, duration).orElseThrow();
  }

  private void expire() {
    log.execute("update @.leases set expires_at = clock_timestamp()");
  }

  private void write(Lease lease, String what) {
    database.inTransaction(handle -> {
      leases.requireHeld(handle, lease);
      return handle.execute("insert into " + log.schema() + ".written values (?)", what);
    });
  }

  private long millisLeft() {
    return log.number(
        "(select cast(extract(epoch from expires_at - clock_timestamp()) * 1000 as bigint) from @.leases)");
  }

  @Test
  void oneHoldsItAndOthersGetNone() {
    Lease first = taken("a", LONG);

    assertThat(first).isEqualTo(new Lease("work", "a", 1, LONG));
    assertThat(leases.take("work", "b", LONG)).isEmpty();
    assertThat(leases.take("work", "a", LONG)).isEmpty();
    assertThat(leases.take("other work", "b", LONG)).isPresent();
    assertThat(first.toString()).contains("'work' of a in term 1");
  }

  @Test
  void ofManyWhoAskAtOnceOneGetsIt() {
    for (int round = 0; round < 10; round++) {
      String name = "round " + round;
      List<CompletableFuture<Optional<Lease>>> answers = IntStream.range(0, 8)
          .mapToObj(i -> CompletableFuture.supplyAsync(() -> leases.take(name, "p" + i, LONG)))
          .toList();
      assertThat(answers.stream().map(CompletableFuture::join).filter(Optional::isPresent))
          .hasSize(1);
    }
  }

  @Test
  void whatIsGivenBackIsFreeAtOnceAndTheTermRises() {
    leases.release(taken("a", LONG));
    Lease second = taken("b", LONG);

    assertThat(second.term()).isEqualTo(2);
    assertThat(second.owner()).isEqualTo("b");
  }

  @Test
  void itEndsWhenTheClockOfTheDatabaseSaysSo() {
    taken("a", LONG);
    assertThat(millisLeft()).isBetween(LONG.toMillis() - 30_000, LONG.toMillis());
    expire();

    assertThat(taken("b", SHORT).term()).isEqualTo(2);
    assertThat(millisLeft()).isLessThanOrEqualTo(SHORT.toMillis());
    patiently().until(() -> leases.take("work", "c", LONG).isPresent());
    assertThat(log.number("(select term from @.leases)")).isEqualTo(3);
  }

  @Test
  void renewingGivesItItsFullTimeAgain() {
    Lease lease = taken("a", LONG);
    log.execute("update @.leases set expires_at = clock_timestamp() + interval '5 s'");

    renew(lease);

    assertThat(millisLeft()).isGreaterThan(LONG.toMillis() - 30_000);
  }

  private void renew(Lease lease) {
    database.inTransaction(handle -> {
      leases.renew(handle, lease);
      return lease;
    });
  }

  @Test
  void oneWhoseTimeIsOverButThatNobodyTookIsHeldAgain() {
    Lease lease = taken("a", LONG);
    expire();

    write(lease, "still alone");
    renew(lease);

    assertThat(leases.take("work", "b", LONG)).isEmpty();
  }

  @Test
  void whoeverLostItCanNeitherRenewNorWriteNorGiveItBack() {
    Lease lost = taken("a", LONG);
    expire();
    Lease current = taken("b", LONG);

    assertThatThrownBy(() -> renew(lost))
        .isInstanceOfSatisfying(
            LeaseLostException.class, refused -> assertThat(refused.lease()).isEqualTo(lost));
    assertThatThrownBy(() -> write(lost, "too late"))
        .isInstanceOf(LeaseLostException.class)
        .hasMessageContaining("'work' of a in term 1")
        .hasMessageContaining("600000 ms");
    leases.release(lost);

    assertThat(leases.take("work", "c", LONG)).isEmpty();
    write(current, "mine");
    assertThat(log.text("(select string_agg(what, ',') from @.written)")).isEqualTo("mine");
  }

  /** What was checked holds until the commit, however long that takes. */
  @Test
  void nobodyTakesItOverBeforeTheTransactionThatCheckedItEnds() {
    Lease lease = taken("a", SHORT);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      CompletableFuture<Optional<Lease>> successor = database.inTransaction(handle -> {
        leases.requireHeld(handle, lease);
        patiently().until(() -> isOver(handle));
        CompletableFuture<Optional<Lease>> asking =
            CompletableFuture.supplyAsync(() -> leases.take("work", "b", LONG), other);
        patiently().until(() -> waits(handle));
        handle.execute("insert into " + log.schema() + ".written values ('first')");
        assertThat(asking).isNotDone();
        return asking;
      });

      assertThat(successor.join()).isPresent();
      assertThat(log.number("(select count(*) from @.written)")).isEqualTo(1);
    } finally {
      other.shutdown();
    }
  }

  private boolean isOver(Handle handle) {
    return handle
        .select("select expires_at < clock_timestamp() from " + log.schema() + ".leases")
        .mapTo(Boolean.class)
        .one();
  }

  /** Somebody waits for a lock that this session holds. */
  private static boolean waits(Handle handle) {
    return handle
        .select(
            "select exists (select from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid)))")
        .mapTo(Boolean.class)
        .one();
  }

  /** As one is that was stopped in the middle of its transaction. */
  @Test
  void aHolderThatFallsSilentWithinItsTransactionKeepsNobodyWaiting() {
    Lease lease = taken("a", SHORT);

    assertThatThrownBy(() -> database.inTransaction(handle -> {
          leases.requireHeld(handle, lease);
          handle.execute("insert into " + log.schema() + ".written values ('silent')");
          patiently().until(() -> leases.take("work", "b", LONG).isPresent());
          return handle.execute("select 1");
        }))
        .isInstanceOf(CairnException.class);

    assertThat(log.number("(select count(*) from @.written)")).isZero();
    assertThat(log.text("(select owner from @.leases)")).isEqualTo("b");
  }

  /** The connection goes back to a pool, and to others who may idle. */
  @Test
  void theLimitOfSilenceEndsWithTheTransaction() {
    write(taken("a", SHORT), "x");

    assertThat(log.text("current_setting('idle_in_transaction_session_timeout')"))
        .isEqualTo("0");
  }

  @Test
  void namesAreTexts() {
    String odd = "'; drop table leases; -- \" ? :name %s " + "x".repeat(1_000);

    assertThat(leases.take(odd, odd, LONG).orElseThrow().name()).isEqualTo(odd);
    assertThat(leases.take(odd, "b", LONG)).isEmpty();
  }

  @Test
  void eachProcessHasANameOfItsOwn() {
    assertThat(Leases.processName())
        .contains(Long.toString(ProcessHandle.current().pid()))
        .isNotEqualTo(Leases.processName());
  }
}
