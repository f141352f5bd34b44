package dev.cairn.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.command.Commands;
import dev.cairn.event.StreamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** States in memory are old as soon as anybody else appends; that costs another try, and nothing else. */
final class RememberedStatesIT {

  private static final SnapshotLog LOG = SnapshotLog.create();
  private static final SnapshotPolicy NEVER = new SnapshotPolicy() {};

  private final Snapshots snapshots =
      LOG.snapshots(SnapshotSettings.defaults().withTrust(Duration.ofMinutes(1)), NEVER);
  private final Commands commands = LOG.commands(snapshots);
  private final Commands others = LOG.commands();

  @AfterAll
  static void close() {
    LOG.close();
  }

  private void requireRight(String id) {
    assertThat(snapshots.loader().load(SnapshotLog.PURSE, Purse.stream(id)))
        .isEqualTo(LOG.replayed(Purse.stream(id)));
  }

  @Test
  void aHotAggregateIsNotReadAtAll() {
    ReadCounting counting = new ReadCounting(LOG.store());
    try (Snapshots counted = Snapshots.of(
        counting,
        LOG.table(),
        SnapshotSettings.defaults().withTrust(Duration.ofMinutes(1)),
        List.of(Snapshotted.of(Purse.class, NEVER)))) {
      Commands hot = LOG.commands(counted);
      hot.send(new Purse.Make("hot"));
      long after = counting.events();
      for (int i = 0; i < 50; i++) {
        hot.send(new Purse.Give("hot", "x", i));
      }
      hot.send(new Purse.Spend("hot", 3));
      assertThat(counting.events()).isEqualTo(after);
      assertThat(counted.counts().remembered()).isEqualTo(51);
    }
    requireRight("hot");
  }

  @Test
  void whatOthersDidIsSeen() {
    commands.send(new Purse.Make("seen"));
    others.send(new Purse.Give("seen", "other", 100));
    commands.send(new Purse.Spend("seen", 100));
    requireRight("seen");
    others.send(new Purse.Give("seen", "other", 10));
    commands.send(new Purse.Give("seen", "me", 1));
    others.send(new Purse.Spend("seen", 11));
    assertThatExceptionOfType(Purse.TooPoor.class)
        .isThrownBy(() -> commands.send(new Purse.Spend("seen", 1)));
    requireRight("seen");
  }

  @Test
  void nothingIsDecidedFromAnOldStateAlone() {
    commands.send(new Purse.Make("old"));
    others.send(new Purse.Give("old", "other", 150));
    assertThat(commands.send(new Purse.Settle("old")).events())
        .containsExactly(new Purse.Spent(75), new Purse.Spent(75));
    requireRight("old");
  }

  @Test
  void aLogThatWentBackIsNoticedWhenItIsLookedAt() {
    try (SnapshotLog log = SnapshotLog.create()) {
      Snapshots distrustful =
          log.snapshots(SnapshotSettings.defaults().withTrust(Duration.ZERO), NEVER);
      StreamId stream = Purse.stream("back");
      log.commands(distrustful).send(new Purse.Make("back"));
      log.commands(distrustful).send(new Purse.Give("back", "x", 100));
      // As after a restore: the same version is there, and another event.
      log.execute("alter table @.events disable trigger all");
      log.execute("delete from @.events where version = 2");
      log.execute("alter table @.events enable trigger all");
      log.commands().send(new Purse.Give("back", "y", 1));
      assertThatExceptionOfType(Purse.TooPoor.class)
          .isThrownBy(() -> log.commands(distrustful).send(new Purse.Spend("back", 50)));
      assertThat(distrustful.loader().load(SnapshotLog.PURSE, stream))
          .isEqualTo(log.replayed(stream));
    }
  }

  @Test
  void onlySoManyAreKept() {
    Snapshots few = LOG.snapshots(
        SnapshotSettings.defaults().withRememberedStates(2).withTrust(Duration.ofMinutes(1)),
        NEVER);
    Commands sending = LOG.commands(few);
    for (int i = 0; i < 5; i++) {
      sending.send(new Purse.Make("few" + i));
    }
    sending.send(new Purse.Give("few4", "x", 1));
    sending.send(new Purse.Give("few3", "x", 1));
    assertThat(few.counts().remembered()).isEqualTo(2);
    sending.send(new Purse.Give("few0", "x", 1));
    assertThat(few.counts().remembered()).isEqualTo(2);
  }

  @Test
  void twoProcessesThatRememberShareAnAggregate() {
    others.send(new Purse.Make("shared"));
    others.send(new Purse.Give("shared", "start", 300));
    List<ChildJvm> processes = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      processes.add(SpendingProcess.start(LOG, "shared", name));
    }
    long spent = processes.stream()
        .flatMap(process -> process.lines().stream())
        .filter(line -> line.startsWith("spent "))
        .mapToLong(line -> Long.parseLong(line.substring("spent ".length())))
        .sum();
    Purse purse = Objects.requireNonNull(LOG.replayed(Purse.stream("shared")).state());
    // Each spends until it is refused, so nothing may be left and nothing spent twice.
    assertThat(purse.coins()).isZero();
    assertThat(spent).isEqualTo(300);
    assertThat(purse.moves()).isEqualTo(301);
    assertThat(LOG.number("(select count(*) from @.events where stream = 'purse:shared')"))
        .isEqualTo(302);
  }
}
