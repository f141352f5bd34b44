package dev.cairn.outbox;

import static dev.cairn.outbox.RelayRig.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.outbox.RelayProcess.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Relay processes that compete, under concurrent appends, are killed at random moments, stopped and woken;
 * and so are the broker and the database. {@code -Dcairn.soak.kills} says how many relay processes are
 * killed, {@code -Dcairn.seed} does the same again, as far as processes can.
 */
@Timeout(900)
@Tag("soak")
final class RelaySoakIT {

  private static final int KILLS = Integer.getInteger("cairn.soak.kills", 10);
  private static final int COMPETING = 3;
  private static final List<CrashPoint> POINTS = List.of(CrashPoint.values());

  private final long seed = Long.getLong("cairn.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final RelayRig rig = new RelayRig(OwnServers.log(), OwnServers.kafka());
  private final RelaySettings settings =
      rig.settings().withLease(Duration.ofSeconds(1)).withBatchSize(200);
  private final List<Contender> contenders = new ArrayList<>();

  private enum Misfortune {
    A_RELAY_IS_KILLED,
    A_RELAY_IS_STOPPED,
    THE_BROKER_IS_KILLED,
    THE_DATABASE_IS_KILLED
  }

  /** One of the processes, and where it will wait to be killed. */
  private record Contender(ChildJvm process, Pause pause) {

    boolean waits() {
      return process.hasPrinted(pause.line());
    }

    boolean leads() {
      List<String> said = process.printed().stream()
          .filter(line -> line.startsWith("leading") || line.equals("standing by"))
          .toList();
      return !said.isEmpty() && said.get(said.size() - 1).startsWith("leading");
    }
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void everyEventIsInKafkaOnceAndInOrderWhateverIsKilledWhen() {
    System.out.println("RelaySoakIT: -Dcairn.seed=" + seed + " -Dcairn.soak.kills=" + KILLS);
    long begun = System.nanoTime();
    List<Misfortune> misfortunes = misfortunes();
    try (Load load = Load.on(rig.log(), Duration.ofMillis(15));
        MessageLoad messages = MessageLoad.on(rig.log(), rig.prefix() + "notices")) {
      for (int i = 0; i < COMPETING; i++) {
        contenders.add(contender());
      }
      misfortunes.forEach(this::befall);
      load.awaitMore(100);
      contenders.forEach(contender -> contender.process().kill());
      load.stop();
      messages.stop();
      publishTheRest();

      CommittedRecords.Comparison events =
          CommittedRecords.compare(rig.log().events(), rig.kafka(), rig.topic());
      System.out.printf(
          "RelaySoakIT: seed %d, %s in %d s: %d events, %d terms; %s%n",
          seed,
          counted(misfortunes),
          TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun),
          load.appended(),
          rig.status().term(),
          events);
      assertThat(events).isEqualTo(CommittedRecords.Comparison.EQUAL);
      CommittedRecords.requireEqual(rig.log().events(), rig.kafka(), rig.topic());
      messages.requireOnce(CommittedRecords.events(rig.kafka(), rig.prefix() + "notices"));
    }
  }

  private List<Misfortune> misfortunes() {
    List<Misfortune> all = new ArrayList<>();
    all.addAll(Collections.nCopies(KILLS, Misfortune.A_RELAY_IS_KILLED));
    all.addAll(Collections.nCopies(Math.max(2, KILLS / 6), Misfortune.A_RELAY_IS_STOPPED));
    all.addAll(Collections.nCopies(Math.max(1, KILLS / 16), Misfortune.THE_BROKER_IS_KILLED));
    all.addAll(Collections.nCopies(Math.max(1, KILLS / 16), Misfortune.THE_DATABASE_IS_KILLED));
    Collections.shuffle(all, random);
    return all;
  }

  private static String counted(List<Misfortune> misfortunes) {
    return "%d relays killed, %d stopped, %d times the broker and %d times the database killed"
        .formatted(
            Collections.frequency(misfortunes, Misfortune.A_RELAY_IS_KILLED),
            Collections.frequency(misfortunes, Misfortune.A_RELAY_IS_STOPPED),
            Collections.frequency(misfortunes, Misfortune.THE_BROKER_IS_KILLED),
            Collections.frequency(misfortunes, Misfortune.THE_DATABASE_IS_KILLED));
  }

  private void befall(Misfortune misfortune) {
    switch (misfortune) {
      case A_RELAY_IS_KILLED -> killARelay();
      case A_RELAY_IS_STOPPED -> stopARelay();
      case THE_BROKER_IS_KILLED -> {
        OwnServers.kafka().kill();
        pause(1_000);
        OwnServers.kafka().start();
      }
      case THE_DATABASE_IS_KILLED -> {
        OwnServers.postgres().kill();
        pause(1_500);
        OwnServers.postgres().start();
      }
    }
  }

  private void killARelay() {
    Contender victim = leader();
    if (!victim.waits()) {
      pause(500);
      if (random.nextInt(5) == 0) {
        victim = contenders.get(random.nextInt(COMPETING));
      }
    }
    replace(victim);
  }

  /** Long enough, mostly, for another one to take over; and not every one that is stopped wakes again. */
  private void stopARelay() {
    Contender victim = leader();
    pause(200);
    victim.process().freeze();
    pause(3_000);
    if (random.nextInt(4) == 0) {
      replace(victim);
    } else {
      victim.process().thaw();
    }
  }

  private void replace(Contender dead) {
    dead.process().kill();
    contenders.set(contenders.indexOf(dead), contender());
  }

  /** Half of them will wait at some moment of a batch, and be killed there. */
  private Contender contender() {
    CrashPoint point = POINTS.get(random.nextInt(POINTS.size()));
    Pause pause = random.nextBoolean() ? new Pause(point, 1 + random.nextInt(8)) : Pause.NEVER;
    return new Contender(RelayProcess.start(rig, settings, pause), pause);
  }

  private Contender leader() {
    return patiently()
        .until(
            () -> {
              assertThat(contenders).allMatch(contender -> contender.process().isAlive());
              return contenders.stream().filter(Contender::leads).findFirst();
            },
            Optional::isPresent)
        .orElseThrow();
  }

  private void publishTheRest() {
    try (OutboxRelay last = rig.start(settings)) {
      rig.awaitPublished(last);
    }
  }

  private void pause(int atMostMillis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(atMostMillis)));
  }
}
