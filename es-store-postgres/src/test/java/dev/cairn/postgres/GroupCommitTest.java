package dev.cairn.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cairn.CairnException;
import dev.cairn.event.Position;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.AppendResult;
import dev.cairn.store.EncodedAppend;
import dev.cairn.store.ExpectedVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who commits for whom. The commits of these tests happen when the test lets them. */
final class GroupCommitTest {

  private final Semaphore mayCommit = new Semaphore(0);
  private final List<List<AppendUnit>> commits = new CopyOnWriteArrayList<>();
  private final AtomicInteger underWay = new AtomicInteger();
  private final List<Crowd<Boolean>> crowds = new ArrayList<>();
  private final Set<Thread> callers = ConcurrentHashMap.newKeySet();
  private Consumer<AppendUnit> decide = GroupCommitTest::succeed;
  private final GroupCommit groupCommit = new GroupCommit(this::commit);

  private void commit(List<AppendUnit> units) {
    commits.add(units);
    underWay.incrementAndGet();
    mayCommit.acquireUninterruptibly();
    units.forEach(decide);
    underWay.decrementAndGet();
  }

  private static void succeed(AppendUnit unit) {
    unit.succeeded(List.of(new AppendResult(StreamVersion.of(1), Position.of(1), false)));
  }

  @AfterEach
  void letEverybodyGo() {
    mayCommit.release(10_000);
    crowds.forEach(Crowd::close);
  }

  @Test
  void aLoneCallerCommitsOnItsOwnThread() {
    mayCommit.release();
    AppendUnit unit = unit("a", 1, 10);
    Thread[] committing = {null};
    decide = decided -> {
      committing[0] = Thread.currentThread();
      succeed(decided);
    };
    groupCommit.append(unit);

    assertThat(committing[0]).isSameAs(Thread.currentThread());
    assertThat(unit.isDecided()).isTrue();
  }

  @Test
  void whoArrivesWhileACommitIsUnderWaySharesTheNextOne() {
    beginACommit();
    List<AppendUnit> units = arrive(20, i -> unit("s-" + i, 1, 10));
    mayCommit.release();

    await().until(() -> commits.size() == 2);
    assertThat(commits.get(1)).containsExactlyInAnyOrderElementsOf(units);
    mayCommit.release(2);
    await().until(() -> units.stream().allMatch(AppendUnit::isDecided));
    assertThat(commits).hasSize(2);
  }

  @Test
  void neverIsMoreThanOneCommitUnderWayAndNobodyIsLost() {
    mayCommit.release(10_000);
    AtomicInteger most = new AtomicInteger();
    decide = unit -> {
      most.accumulateAndGet(underWay.get(), Math::max);
      succeed(unit);
    };
    List<Boolean> decided = Crowd.run(16, caller -> {
      boolean all = true;
      for (int i = 0; i < 500; i++) {
        AppendUnit unit = unit("s-" + (caller + i) % 5, 1, 10);
        groupCommit.append(unit);
        all &= unit.isDecided();
      }
      return all;
    });

    assertThat(decided).containsOnly(true);
    assertThat(most.get()).isEqualTo(1);
    assertThat(commits.stream().mapToInt(List::size).sum()).isEqualTo(16 * 500);
    assertThat(commits).allSatisfy(GroupCommitTest::assertStreamsDiffer);
  }

  @Test
  void aStreamIsAppendedToOnceInABatchAndInTheOrderOfArrival() {
    beginACommit();
    List<AppendUnit> same = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      same.addAll(arrive(1, ignored -> unit("same", 1, 10)));
    }
    AppendUnit other = arrive(1, ignored -> unit("other", 1, 10)).get(0);
    mayCommit.release();
    await().until(() -> commits.size() == 2);

    assertThat(commits.get(1)).containsExactly(same.get(0), other);
    assertThat(commitNext(3)).containsExactly(same.get(1));
    assertThat(commitNext(4)).containsExactly(same.get(2));
  }

  @Test
  void nobodyIsOvertakenByAnAppendToOneOfItsStreams() {
    beginACommit();
    AppendUnit first = arrive(1, ignored -> unit("a", 1, 10)).get(0);
    AppendUnit both = arrive(1, ignored -> unit(List.of("a", "b"), 1, 10)).get(0);
    AppendUnit later = arrive(1, ignored -> unit("b", 1, 10)).get(0);
    mayCommit.release();
    await().until(() -> commits.size() == 2);

    assertThat(commits.get(1)).containsExactly(first);
    assertThat(commitNext(3)).containsExactly(both);
    assertThat(commitNext(4)).containsExactly(later);
  }

  @Test
  void aBatchHoldsAtMostAThousandEvents() {
    beginACommit();
    for (int i = 0; i < 5; i++) {
      int number = i;
      arrive(1, ignored -> unit("s-" + number, 400, 1));
    }
    mayCommit.release(10);
    await().until(() -> commits.stream().mapToInt(List::size).sum() == 6);

    assertThat(commits.subList(1, commits.size()))
        .allSatisfy(
            batch -> assertThat(batch.stream().mapToInt(AppendUnit::events).sum())
                .isLessThanOrEqualTo(1_000))
        .anySatisfy(batch -> assertThat(batch).hasSize(2));
  }

  @Test
  void aBatchHoldsAtMostEightMebibytesButALargerAppendGoesAlone() {
    beginACommit();
    int mebibyte = 1024 * 1024;
    List<Integer> sizes = List.of(5, 5, 20, 2, 2);
    for (int i = 0; i < sizes.size(); i++) {
      int number = i;
      arrive(1, ignored -> unit("s-" + number, 1, sizes.get(number) * mebibyte));
    }
    mayCommit.release(20);
    await().until(() -> commits.stream().mapToInt(List::size).sum() == 6);

    assertThat(commits.subList(1, commits.size())).allSatisfy(batch -> {
      if (batch.size() > 1) {
        assertThat(batch.stream().mapToLong(AppendUnit::bytes).sum())
            .isLessThanOrEqualTo(8L * mebibyte);
      }
    });
  }

  @Test
  void aFailureReachesThoseWhomItConcernsAndNobodyElse() {
    beginACommit();
    decide = unit -> {
      if (unit.appends().get(0).stream().key().equals("s-3")) {
        unit.failed(new LogRejectedException("22P02", "broken", "", null));
      } else {
        succeed(unit);
      }
    };
    List<AppendUnit> units = arrive(8, i -> unit("s-" + i, 1, 10));
    mayCommit.release(10);
    await().until(() -> units.stream().allMatch(AppendUnit::isDecided));

    for (AppendUnit unit : units) {
      if (unit.appends().get(0).stream().key().equals("s-3")) {
        assertThatThrownBy(unit::result).isInstanceOf(LogRejectedException.class);
      } else {
        assertThat(unit.result()).hasSize(1);
      }
    }
  }

  @Test
  void aCommitThatThrowsLeavesItsPlaceToTheNext() {
    mayCommit.release(100);
    decide = unit -> {
      throw new IllegalStateException("on its way out");
    };
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> groupCommit.append(unit("a", 1, 10)))
          .isInstanceOf(IllegalStateException.class);
    }
    decide = GroupCommitTest::succeed;
    AppendUnit unit = unit("a", 1, 10);
    groupCommit.append(unit);
    assertThat(unit.isDecided()).isTrue();
  }

  @Test
  void interruptedLeadersAndFollowersStayUntilTheyAreDecidedAndKeepTheirFlag() {
    beginACommit();
    List<Boolean> flags = new CopyOnWriteArrayList<>();
    Crowd<Boolean> crowd = start(6, i -> {
      groupCommit.append(unit("s-" + i, 1, 10));
      flags.add(Thread.currentThread().isInterrupted());
      return true;
    });
    awaitWaiting(6);
    callers.forEach(Thread::interrupt);
    await().during(Duration.ofMillis(100)).until(() -> !crowd.anyIsDone());
    mayCommit.release(10);

    assertThat(crowd.results()).containsOnly(true);
    assertThat(flags).hasSize(6).containsOnly(true);
  }

  @Test
  void whoHasWaitedTooLongFailsTogetherAndTheOthersGoOn() {
    beginACommit();
    List<AppendUnit> early = arrive(5, i -> unit("same", 1, 10));
    await().until(() -> early.stream().allMatch(unit -> unit.hasWaited(Duration.ofMillis(50))));
    AppendUnit late = arrive(1, i -> unit("late", 1, 10)).get(0);
    CairnException reason = new LogRejectedException("55P03", "locked", "", null);
    groupCommit.failWhoWaited(Duration.ofMillis(40), reason);

    assertThat(early).allSatisfy(unit -> assertThatThrownBy(unit::result).isSameAs(reason));
    assertThat(late.isDecided() && !late.hasWaited(Duration.ofMillis(40))).isFalse();
    mayCommit.release(10);
    await().until(late::isDecided);
    mayCommit.release(1);
    AppendUnit next = unit("next", 1, 10);
    groupCommit.append(next);
    assertThat(next.isDecided()).isTrue();
  }

  private void beginACommit() {
    start(1, i -> {
      groupCommit.append(unit("first", 1, 10));
      return true;
    });
    await().until(() -> underWay.get() == 1);
    callers.clear();
  }

  /** Lets the commit that is under way end, and returns the one that takes its place. */
  private List<AppendUnit> commitNext(int number) {
    mayCommit.release();
    await().until(() -> commits.size() == number);
    return commits.get(number - 1);
  }

  /** Has that many callers append, and returns when all of them wait. */
  private List<AppendUnit> arrive(int number, IntFunction<AppendUnit> make) {
    int before = callers.size();
    List<AppendUnit> units = IntStream.range(0, number).mapToObj(make).toList();
    start(number, i -> {
      groupCommit.append(units.get(i));
      return true;
    });
    awaitWaiting(before + number);
    return units;
  }

  private Crowd<Boolean> start(int number, IntFunction<Boolean> task) {
    Crowd<Boolean> crowd = Crowd.start(number, i -> {
      callers.add(Thread.currentThread());
      return task.apply(i);
    });
    crowds.add(crowd);
    return crowd;
  }

  private void awaitWaiting(int number) {
    await()
        .pollInterval(Duration.ofMillis(2))
        .until(() -> callers.stream()
                .filter(thread -> thread.getState() == Thread.State.WAITING)
                .count()
            == number);
  }

  private static void assertStreamsDiffer(List<AppendUnit> batch) {
    assertThat(batch.stream().flatMap(unit -> unit.appends().stream()).map(EncodedAppend::stream))
        .doesNotHaveDuplicates();
  }

  private static AppendUnit unit(String stream, int events, int bytes) {
    return unit(List.of(stream), events, bytes);
  }

  private static AppendUnit unit(List<String> streams, int events, int bytes) {
    return new AppendUnit(streams.stream()
        .map(stream -> new EncodedAppend(
            StreamId.of("account", stream),
            ExpectedVersion.any(),
            IntStream.range(0, events)
                .mapToObj(i -> new EncodedAppend.Event(
                    new UUID(0, i), "counted", 1, new byte[bytes], new byte[0]))
                .toList()))
        .toList());
  }
}
