package dev.cairn.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.cairn.aggregate.AggregateModel;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.WrongExpectedVersionException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ConflictTest {

  private final InterleavedStore store = new InterleavedStore();
  private final Commands commands = Commands.of(store, Wallet.class);

  private Commands withAttempts(int attempts) {
    return Commands.of(
        store, CommandSettings.defaults().withAttempts(attempts), AggregateModel.of(Wallet.class));
  }

  @Test
  void writersOfOneAggregateAllSucceedInTheEnd() throws Exception {
    int writers = 8;
    int each = 100;
    commands.send(new Wallet.Open("w"));
    Commands patient = withAttempts(1_000);
    CyclicBarrier start = new CyclicBarrier(writers);
    Callable<Integer> writer = () -> {
      start.await(10, TimeUnit.SECONDS);
      for (int i = 0; i < each; i++) {
        patient.send(new Wallet.PutIn("w", 1));
      }
      return each;
    };
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      for (Future<Integer> done : threads.invokeAll(Collections.nCopies(writers, writer))) {
        assertThat(done.get()).isEqualTo(each);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(commands.load(Wallet.class, "w")).contains(new Wallet(800));
    assertThat(store.events()).hasSize(801);
  }

  @Test
  void aConflictIsDecidedAgainOnTheNewState() {
    commands.send(new Wallet.Open("w"));
    commands.send(new Wallet.PutIn("w", 5));
    store.beforeNextAppend(() -> store.appendDirectly(new Wallet.WereTakenOut(2)));
    CommandResult emptied = commands.send(new Wallet.Empty("w"));
    assertThat(emptied.events()).hasSize(3);
    assertThat(emptied.version()).isEqualTo(StreamVersion.of(6));

    commands.send(new Wallet.PutIn("w", 5));
    store.beforeNextAppend(() -> store.appendDirectly(new Wallet.WereTakenOut(2)));
    assertThatExceptionOfType(Wallet.NotEnough.class)
        .isThrownBy(() -> commands.send(new Wallet.TakeOut("w", 5)));
  }

  @Test
  void givesUpAfterTheLastAttempt() {
    commands.send(new Wallet.Open("w"));
    store.appends.set(0);
    store.beforeEveryAppend(() -> store.appendDirectly(new Wallet.WerePutIn(1)));
    assertThatExceptionOfType(CommandConflictException.class)
        .isThrownBy(() -> withAttempts(3).send(new Wallet.TakeOut("w", 0)))
        .withCauseInstanceOf(WrongExpectedVersionException.class)
        .satisfies(e -> assertThat(e.stream()).isEqualTo(InterleavedStore.STREAM))
        .satisfies(e -> assertThat(e.attempts()).isEqualTo(3));
    assertThat(store.appends).hasValue(3);
    assertThat(store.events())
        .containsExactly(
            new Wallet.Opened(),
            new Wallet.WerePutIn(1),
            new Wallet.WerePutIn(1),
            new Wallet.WerePutIn(1));
  }

  @Test
  void triesTenTimesUnlessToldOtherwise() {
    commands.send(new Wallet.Open("w"));
    store.beforeEveryAppend(() -> store.appendDirectly(new Wallet.WerePutIn(1)));
    assertThatExceptionOfType(CommandConflictException.class)
        .isThrownBy(() -> commands.send(new Wallet.TakeOut("w", 0)))
        .satisfies(e -> assertThat(e.attempts()).isEqualTo(10));
  }

  @Test
  void anInterruptEndsTheAttemptsAndStaysSet() {
    commands.send(new Wallet.Open("w"));
    store.beforeNextAppend(() -> {
      store.appendDirectly(new Wallet.WerePutIn(1));
      Thread.currentThread().interrupt();
    });
    assertThatExceptionOfType(CommandConflictException.class)
        .isThrownBy(() -> commands.send(new Wallet.TakeOut("w", 0)))
        .withMessageContaining("interrupted")
        .satisfies(e -> assertThat(e.attempts()).isEqualTo(1));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void anInterruptWithoutAConflictDisturbsNothing() {
    Thread.currentThread().interrupt();
    assertThat(commands.send(new Wallet.Open("w")).repeated()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aLongPauseEndsWithAnInterrupt() throws InterruptedException {
    commands.send(new Wallet.Open("w"));
    CommandSettings slow =
        CommandSettings.defaults().withPauses(Duration.ofHours(1), Duration.ofHours(1));
    Commands sleepy = Commands.of(store, slow, AggregateModel.of(Wallet.class));
    store.beforeEveryAppend(() -> store.appendDirectly(new Wallet.WerePutIn(1)));
    boolean[] stillSet = new boolean[1];
    Thread sender = new Thread(() -> {
      assertThatExceptionOfType(CommandConflictException.class)
          .isThrownBy(() -> sleepy.send(new Wallet.TakeOut("w", 0)));
      stillSet[0] = Thread.interrupted();
    });
    sender.start();
    await().until(() -> sender.getState() == Thread.State.TIMED_WAITING);
    sender.interrupt();
    sender.join(10_000);
    assertThat(sender.isAlive()).isFalse();
    assertThat(stillSet[0]).isTrue();
  }
}
