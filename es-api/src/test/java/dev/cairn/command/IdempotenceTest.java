package dev.cairn.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.cairn.aggregate.AggregateModel;
import dev.cairn.event.EventIds;
import dev.cairn.event.StreamVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class IdempotenceTest {

  private static final int SENDERS = 16;

  private final InterleavedStore store = new InterleavedStore();
  private final Commands commands = Commands.of(store, Wallet.class);
  private final CommandContext once = CommandContext.withId(EventIds.next());

  private static CommandResult repeated(CommandResult first) {
    return new CommandResult(
        first.stream(), first.version(), first.position(), first.events(), true);
  }

  private void openWith(long coins) {
    commands.send(new Wallet.Open("w"));
    commands.send(new Wallet.PutIn("w", coins));
  }

  @Test
  void aCommandThatIsSentAgainReturnsItsFirstResultUndecided() {
    openWith(5);
    CommandResult first = commands.send(new Wallet.TakeOut("w", 5), once);
    // Decided again it would be refused: the wallet is empty.
    CommandResult second = commands.send(new Wallet.TakeOut("w", 5), once);

    assertThat(first.repeated()).isFalse();
    assertThat(second).isEqualTo(repeated(first));
    assertThat(store.events()).hasSize(3);
  }

  @Test
  void otherCommandsInBetweenChangeNothing() {
    openWith(3);
    CommandResult first = commands.send(new Wallet.Empty("w"), once);
    commands.send(new Wallet.PutIn("w", 1));
    commands.send(new Wallet.TakeOut("w", 1));

    assertThat(first.events()).hasSize(3);
    assertThat(commands.send(new Wallet.Empty("w"), once)).isEqualTo(repeated(first));
    assertThat(store.events()).hasSize(7);
  }

  @Test
  void aResultOfManyEventsComesBackWhole() {
    openWith(20);
    CommandResult first = commands.send(new Wallet.Empty("w"), once);
    assertThat(first.events()).hasSize(20);
    assertThat(commands.send(new Wallet.Empty("w"), once)).isEqualTo(repeated(first));
    commands.send(new Wallet.PutIn("w", 1));
    assertThat(commands.send(new Wallet.Empty("w"), once)).isEqualTo(repeated(first));
  }

  @Test
  void theSameIdMeansAnotherCommandForAnotherAggregate() {
    openWith(5);
    commands.send(new Wallet.Open("v"));
    commands.send(new Wallet.PutIn("w", 1), once);
    assertThat(commands.send(new Wallet.PutIn("v", 1), once).repeated()).isFalse();
    assertThat(commands.load(Wallet.class, "v")).contains(new Wallet(1));
  }

  @Test
  void aCommandThatLeftNothingBehindIsDecidedAgain() {
    openWith(5);
    assertThat(commands.send(new Wallet.FillUpTo("w", 5), once).events()).isEmpty();
    assertThatExceptionOfType(Wallet.NotEnough.class)
        .isThrownBy(() -> commands.send(new Wallet.TakeOut("w", 6), once));
    commands.send(new Wallet.TakeOut("w", 2));

    CommandResult filled = commands.send(new Wallet.FillUpTo("w", 5), once);
    assertThat(filled.repeated()).isFalse();
    assertThat(filled.events()).containsExactly(new Wallet.WerePutIn(2));
  }

  @Test
  void onlyWhatIsSentAgainAsksForAnEarlierResult() {
    openWith(5);
    assertThatExceptionOfType(Wallet.NotEnough.class)
        .isThrownBy(() -> commands.send(new Wallet.TakeOut("w", 6)));
    commands.send(new Wallet.FillUpTo("w", 5));
    assertThat(store.finds).hasValue(0);
    commands.send(new Wallet.PutIn("w", 1), once);
    assertThat(store.finds).hasValue(0);
    assertThat(commands.send(new Wallet.PutIn("w", 1), once).repeated()).isTrue();
    assertThat(store.finds).hasValue(1);
  }

  @Test
  void theOtherOneMayAppendBetweenLoadAndAppend() {
    openWith(5);
    List<CommandResult> other = new ArrayList<>();
    store.beforeNextAppend(() -> other.add(commands.send(new Wallet.TakeOut("w", 5), once)));
    CommandResult result = commands.send(new Wallet.TakeOut("w", 5), once);

    assertThat(result).isEqualTo(repeated(other.get(0)));
    assertThat(store.events()).hasSize(3);
  }

  @Test
  void theOtherOneMayBeTheReasonOfTheRefusal() {
    openWith(5);
    store.beforeNextRead(() -> commands.send(new Wallet.TakeOut("w", 5), once));
    assertThat(commands.send(new Wallet.TakeOut("w", 5), once).repeated()).isTrue();

    CommandContext opening = CommandContext.withId(EventIds.next());
    store.beforeNextRead(() -> commands.send(new Wallet.Open("v"), opening));
    assertThat(commands.send(new Wallet.Open("v"), opening).repeated()).isTrue();
  }

  @Test
  void theOtherOneMayBeTheReasonThatNothingIsLeftToDo() {
    openWith(5);
    store.beforeNextRead(() -> commands.send(new Wallet.FillUpTo("w", 9), once));
    CommandResult result = commands.send(new Wallet.FillUpTo("w", 9), once);
    assertThat(result.repeated()).isTrue();
    assertThat(result.events()).containsExactly(new Wallet.WerePutIn(4));
  }

  @Test
  void theOtherOneMayHaveSeenAnotherStateAndLedToOtherEvents() {
    for (long putInMeanwhile : new long[] {-2, 2}) {
      CommandContext context = CommandContext.withId(EventIds.next());
      String wallet = "w" + putInMeanwhile;
      commands.send(new Wallet.Open(wallet));
      commands.send(new Wallet.PutIn(wallet, 5));
      List<CommandResult> other = new ArrayList<>();
      store.beforeNextAppend(() -> {
        commands.send(new Wallet.PutIn(wallet, putInMeanwhile));
        other.add(commands.send(new Wallet.Empty(wallet), context));
      });
      CommandResult result = commands.send(new Wallet.Empty(wallet), context);

      assertThat(result.events()).hasSize((int) (5 + putInMeanwhile));
      assertThat(result).isEqualTo(repeated(other.get(0)));
      assertThat(commands.load(Wallet.class, wallet)).contains(new Wallet(0));
    }
  }

  @Test
  void ofManySentAtOnceOneIsCarriedOut() throws Exception {
    openWith(0);
    Commands patient = Commands.of(
        store, CommandSettings.defaults().withAttempts(1_000), AggregateModel.of(Wallet.class));
    ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
    try {
      for (int round = 1; round <= 50; round++) {
        UUID id = EventIds.next();
        // Every other round other commands disturb, so that some repeat after a conflict.
        List<CommandResult> results = together(patient, threads, id, round % 2 == 0);
        assertThat(results).filteredOn(result -> !result.repeated()).hasSize(1);
        assertThat(results)
            .extracting(CommandResult::version, CommandResult::position, CommandResult::events)
            .containsOnly(tuple(
                results.get(0).version(),
                results.get(0).position(),
                results.get(0).events()));
      }
    } finally {
      threads.shutdownNow();
    }
    long ones = store.events().stream().filter(new Wallet.WerePutIn(1)::equals).count();
    assertThat(ones).isEqualTo(50);
  }

  private List<CommandResult> together(
      Commands patient, ExecutorService threads, UUID id, boolean disturbed) throws Exception {
    CyclicBarrier start = new CyclicBarrier(SENDERS);
    Callable<CommandResult> sender = () -> {
      start.await(10, TimeUnit.SECONDS);
      if (disturbed) {
        patient.send(new Wallet.PutIn("w", 100));
      }
      return patient.send(new Wallet.PutIn("w", 1), CommandContext.withId(id));
    };
    List<CommandResult> results = new ArrayList<>();
    for (Future<CommandResult> sent : threads.invokeAll(Collections.nCopies(SENDERS, sender))) {
      results.add(sent.get());
    }
    return results;
  }

  @Test
  void aRepeatedResultHasTheVersionOfThatTime() {
    openWith(5);
    commands.send(new Wallet.PutIn("w", 1), once);
    commands.send(new Wallet.PutIn("w", 2));
    assertThat(commands.send(new Wallet.PutIn("w", 1), once).version())
        .isEqualTo(StreamVersion.of(3));
  }

  @Test
  void aStoreThatLostTheAcknowledgementHasStillAppendedOnce() {
    openWith(5);
    store.acknowledgementGetsLost = true;
    CommandResult own = commands.send(new Wallet.PutIn("w", 1));
    CommandResult chosen = commands.send(new Wallet.PutIn("w", 2), once);

    assertThat(own.events()).containsExactly(new Wallet.WerePutIn(1));
    assertThat(own.repeated()).isFalse();
    assertThat(chosen.events()).containsExactly(new Wallet.WerePutIn(2));
    assertThat(chosen.version()).isEqualTo(StreamVersion.of(4));
    assertThat(store.events()).hasSize(4);
  }
}
