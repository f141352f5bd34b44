package dev.cairn.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.aggregate.AggregateDefinition;
import dev.cairn.aggregate.AggregateModel;
import dev.cairn.aggregate.Appended;
import dev.cairn.aggregate.Loaded;
import dev.cairn.aggregate.StateLoader;
import dev.cairn.event.EventIds;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.WrongExpectedVersionException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Commands for an aggregate that is to be as the sender has seen it. */
final class ConditionTest {

  private final InterleavedStore store = new InterleavedStore();
  private final Commands commands = Commands.of(store, Wallet.class);
  private final CommandContext once = CommandContext.withId(EventIds.next());

  private CommandResult sendAt(long version, Object command) {
    return sendAt(version, command, CommandContext.none());
  }

  private CommandResult sendAt(long version, Object command, CommandContext context) {
    return commands.send(command, context, ExpectedVersion.exactly(version));
  }

  private static void assertRefused(long actual, ThrowingCallable sending) {
    assertThatExceptionOfType(WrongExpectedVersionException.class)
        .isThrownBy(sending)
        .satisfies(e -> assertThat(e.stream()).isEqualTo(InterleavedStore.STREAM))
        .satisfies(e -> assertThat(e.actual()).isEqualTo(StreamVersion.of(actual)));
  }

  @Test
  void aCommandAtTheExpectedVersionIsCarriedOut() {
    assertThat(sendAt(0, new Wallet.Open("w")).version()).isEqualTo(StreamVersion.of(1));
    assertThat(sendAt(1, new Wallet.PutIn("w", 5)).version()).isEqualTo(StreamVersion.of(2));
    CommandResult any = commands.send(
        new Wallet.PutIn("w", 1), CommandContext.none(), ExpectedVersion.streamExists());
    assertThat(any.version()).isEqualTo(StreamVersion.of(3));
  }

  @Test
  void aCommandAtAnotherVersionIsNotEvenDecided() {
    commands.send(new Wallet.Open("w"));
    assertRefused(1, () -> sendAt(2, new Wallet.PutIn("w", 5)));
    assertRefused(1, () -> sendAt(0, new Wallet.PutIn("w", 5)));
    // Decided, these would be refused for another reason, or lead to nothing.
    assertRefused(1, () -> sendAt(2, new Wallet.TakeOut("w", 5)));
    assertRefused(1, () -> sendAt(2, new Wallet.Empty("w")));
    assertThat(store.events()).hasSize(1);
  }

  @Test
  void whoComesInBetweenMakesTheConditionFail() {
    commands.send(new Wallet.Open("w"));
    store.appends.set(0);
    store.beforeNextAppend(() -> store.appendDirectly(new Wallet.WerePutIn(1)));
    assertRefused(2, () -> sendAt(1, new Wallet.PutIn("w", 5)));
    assertThat(store.appends).hasValue(1);
    assertThat(store.events()).containsExactly(new Wallet.Opened(), new Wallet.WerePutIn(1));
  }

  @Test
  void aConditionThatStillHoldsIsTriedAgain() {
    commands.send(new Wallet.Open("w"));
    store.beforeNextAppend(() -> store.appendDirectly(new Wallet.WerePutIn(1)));
    CommandResult result = commands.send(
        new Wallet.PutIn("w", 5), CommandContext.none(), ExpectedVersion.streamExists());
    assertThat(result.version()).isEqualTo(StreamVersion.of(3));
  }

  @Test
  void aRepeatedCommandReturnsItsResultThoughTheVersionHasMoved() {
    commands.send(new Wallet.Open("w"));
    CommandResult first = sendAt(1, new Wallet.PutIn("w", 5), once);
    commands.send(new Wallet.PutIn("w", 1));
    CommandResult again = sendAt(1, new Wallet.PutIn("w", 5), once);
    assertThat(again.repeated()).isTrue();
    assertThat(again.version()).isEqualTo(first.version());
    assertThat(store.events()).hasSize(3);
  }

  @Test
  void theSameCommandSentMeanwhileIsNoStranger() {
    commands.send(new Wallet.Open("w"));
    List<CommandResult> other = new ArrayList<>();
    store.beforeNextRead(() -> other.add(sendAt(1, new Wallet.PutIn("w", 5), once)));
    CommandResult result = sendAt(1, new Wallet.PutIn("w", 5), once);
    assertThat(result.repeated()).isTrue();
    assertThat(result.version()).isEqualTo(other.get(0).version());
    assertThat(store.events()).hasSize(2);
  }

  @Test
  void aStateInMemoryThatIsOldFailsNoCondition() {
    commands.send(new Wallet.Open("w"));
    commands.send(new Wallet.PutIn("w", 5));
    Commands remembering = Commands.of(
        store,
        new Remembering(StateLoader.replaying(store), StreamVersion.of(1)),
        CommandSettings.defaults(),
        AggregateModel.of(Wallet.class));
    CommandResult result = remembering.send(
        new Wallet.TakeOut("w", 5), CommandContext.none(), ExpectedVersion.exactly(2));
    assertThat(result.version()).isEqualTo(StreamVersion.of(3));
    assertRefused(
        3,
        () -> remembering.send(
            new Wallet.PutIn("w", 1), CommandContext.none(), ExpectedVersion.exactly(1)));
  }

  /** Remembers each aggregate as it was at one version. */
  private record Remembering(StateLoader loader, StreamVersion version) implements StateLoader {

    @Override
    public <S> Loaded<S> load(AggregateDefinition<S> aggregate, StreamId stream) {
      return loader.load(aggregate, stream);
    }

    @Override
    public <S> Loaded<S> loadAsOf(
        AggregateDefinition<S> aggregate, StreamId stream, StreamVersion asOf) {
      return loader.loadAsOf(aggregate, stream, asOf);
    }

    @Override
    public <S> Loaded<S> loadAsOf(
        AggregateDefinition<S> aggregate, StreamId stream, Instant instant) {
      return loader.loadAsOf(aggregate, stream, instant);
    }

    @Override
    public <S> Optional<Loaded<S>> remembered(AggregateDefinition<S> aggregate, StreamId stream) {
      return Optional.of(loader.loadAsOf(aggregate, stream, version));
    }

    @Override
    public <S> void appended(AggregateDefinition<S> aggregate, Appended<S> appended) {
      loader.appended(aggregate, appended);
    }
  }
}
