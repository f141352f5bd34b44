package dev.cairn.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.command.Commands;
import dev.cairn.event.StreamVersion;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Random commands give the same states at every version, whoever carries them out. */
final class RandomCommandsIT {

  private static final SnapshotLog LOG = SnapshotLog.create();
  private static final int COMMANDS = 400;

  private final SnapshotPolicy often = SnapshotPolicy.every(9).or(SnapshotPolicy.whenReplayed(5));

  @AfterAll
  static void close() {
    LOG.close();
  }

  @Test
  void withAndWithoutSnapshotsAndMemory() {
    long seed = Long.getLong("cairn.seed", System.nanoTime());
    System.out.println("RandomCommandsIT: -Dcairn.seed=" + seed);
    SnapshotSettings forgetful = SnapshotSettings.defaults().withRememberedStates(0);
    SnapshotSettings trusting = SnapshotSettings.defaults().withTrust(Duration.ofMinutes(1));
    List<Commands> ways = List.of(
        LOG.commands(),
        LOG.commands(LOG.snapshots(forgetful, often)),
        LOG.commands(LOG.snapshots(trusting, new SnapshotPolicy() {})),
        LOG.commands(LOG.snapshots(trusting.withRememberedStates(1), often)));
    List<String> purses = List.of("plain", "snapshots", "memory", "both");
    for (int way = 0; way < ways.size(); way++) {
      // The same commands for each; one of each purse is mixed: every command another way.
      play(new Random(seed), purses.get(way), List.of(ways.get(way)));
    }
    play(new Random(seed), "mixed", ways);

    long last = LOG.replayed(Purse.stream("plain")).version().value();
    assertThat(last).isGreaterThan(COMMANDS / 2);
    for (String purse : List.of("snapshots", "memory", "both", "mixed")) {
      assertThat(LOG.replayed(Purse.stream(purse)).version().value()).isEqualTo(last);
      for (long version = 1; version <= last; version++) {
        Purse plain = LOG.replayed(Purse.stream("plain"), version).state();
        assertThat(LOG.replayed(Purse.stream(purse), version).state())
            .usingRecursiveComparison()
            .ignoringFields("id")
            .isEqualTo(plain);
      }
      for (Commands way : ways) {
        for (long version : new Random(seed).longs(20, 0, last + 5).toArray()) {
          assertThat(
                  way.loadAsOf(Purse.class, purse, new StreamVersion(version)).orElse(null))
              .isEqualTo(LOG.replayed(Purse.stream(purse), version).state());
        }
        assertThat(way.load(Purse.class, purse))
            .hasValue(LOG.replayed(Purse.stream(purse)).state());
      }
    }
  }

  private static void play(Random random, String purse, List<Commands> ways) {
    ways.get(0).send(new Purse.Make(purse));
    for (int i = 0; i < COMMANDS; i++) {
      Commands way = ways.get(i % ways.size());
      int kind = random.nextInt(10);
      long coins = random.nextInt(80);
      try {
        if (kind < 5) {
          way.send(new Purse.Give(purse, "from-" + coins, coins));
        } else if (kind < 9) {
          way.send(new Purse.Spend(purse, coins));
        } else {
          way.send(new Purse.Settle(purse));
        }
      } catch (Purse.TooPoor e) {
        // Refused alike for all of them, or versions would differ.
      }
    }
  }
}
