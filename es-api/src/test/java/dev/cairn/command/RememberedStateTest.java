package dev.cairn.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.aggregate.Account;
import dev.cairn.aggregate.AccountId;
import dev.cairn.aggregate.AggregateDefinition;
import dev.cairn.aggregate.AggregateModel;
import dev.cairn.aggregate.Appended;
import dev.cairn.aggregate.Counter;
import dev.cairn.aggregate.InsufficientFunds;
import dev.cairn.aggregate.Loaded;
import dev.cairn.aggregate.OpenAccount;
import dev.cairn.aggregate.StateLoader;
import dev.cairn.aggregate.Withdraw;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventIds;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.EventStore;
import dev.cairn.store.memory.InMemoryEventStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A loader remembers states that are old by now; what comes of a command is as if it did not. */
final class RememberedStateTest {

  private static final AccountId ID = new AccountId(7);
  private static final StreamId STREAM = StreamId.of("account", "7");

  private final EventStore store =
      new InMemoryEventStore(JacksonEventCodec.forEvents(Account.Event.class, Counter.Event.class));
  private final Remembering loader = new Remembering();
  private final Commands commands = Commands.of(
      store, loader, CommandSettings.defaults(), AggregateModel.of(Account.class), Counter.model());
  private final Commands others = Commands.of(
      store, CommandSettings.defaults(), AggregateModel.of(Account.class), Counter.model());

  /** Remembers what it is told to, and counts how often it had to look. */
  private final class Remembering implements StateLoader {

    private final StateLoader replaying = StateLoader.replaying(store);
    private final Map<StreamId, Loaded<?>> states = new HashMap<>();
    private final List<Appended<?>> appended = new ArrayList<>();
    private int loads;

    @Override
    public <S> Loaded<S> load(AggregateDefinition<S> definition, StreamId stream) {
      loads++;
      return replaying.load(definition, stream);
    }

    @Override
    public <S> Loaded<S> loadAsOf(
        AggregateDefinition<S> definition, StreamId stream, StreamVersion version) {
      return replaying.loadAsOf(definition, stream, version);
    }

    @Override
    public <S> Loaded<S> loadAsOf(
        AggregateDefinition<S> definition, StreamId stream, Instant instant) {
      return replaying.loadAsOf(definition, stream, instant);
    }

    @Override
    @SuppressWarnings("unchecked") // the state of a stream is of its aggregate's type
    public <S> Optional<Loaded<S>> remembered(AggregateDefinition<S> definition, StreamId stream) {
      return Optional.ofNullable((Loaded<S>) states.get(stream));
    }

    @Override
    public <S> void appended(AggregateDefinition<S> definition, Appended<S> what) {
      appended.add(what);
    }

    <S> void remember(AggregateDefinition<S> definition, StreamId stream) {
      states.put(stream, replaying.load(definition, stream));
    }
  }

  private void openWith(long cents) {
    others.send(new OpenAccount(ID));
    others.send(new Withdraw(ID, -cents));
    loader.remember(AggregateModel.of(Account.class), STREAM);
  }

  @Test
  void aStateThatIsNotOldIsDecidedOnWithoutALook() {
    openWith(100);
    CommandResult result = commands.send(new Withdraw(ID, 30));
    assertThat(result.version()).isEqualTo(StreamVersion.of(3));
    assertThat(loader.loads).isZero();
    assertThat(others.load(Account.class, ID)).contains(new Account(ID, 70));
  }

  @Test
  void anOldStateCostsOneMoreTry() {
    openWith(100);
    others.send(new Withdraw(ID, 10));
    assertThat(commands.send(new Withdraw(ID, 30)).version()).isEqualTo(StreamVersion.of(4));
    assertThat(loader.loads).isEqualTo(1);
    assertThat(others.load(Account.class, ID)).contains(new Account(ID, 60));
  }

  @Test
  void anOldStateRefusesNothing() {
    openWith(100);
    others.send(new Withdraw(ID, -900));
    assertThat(commands.send(new Withdraw(ID, 1_000)).version()).isEqualTo(StreamVersion.of(4));
  }

  @Test
  void whatTheLogRefusesIsRefusedThoughAnOldStateAllowsIt() {
    openWith(100);
    others.send(new Withdraw(ID, 90));
    assertThatExceptionOfType(InsufficientFunds.class)
        .isThrownBy(() -> commands.send(new Withdraw(ID, 50)));
    assertThat(loader.appended).isEmpty();
  }

  @Test
  void anOldStateThatLeadsToNothingIsNotBelieved() {
    loader.remember(Counter.model(), StreamId.of("counter", "c"));
    others.send(new Counter.Raise("c", 2));
    assertThat(commands.send(new Counter.Reset("c")).events())
        .containsExactly(new Counter.WasReset());
  }

  @Test
  void theLoaderIsToldWhatWasAppendedToWhichState() {
    openWith(100);
    Loaded<?> before = loader.states.get(STREAM);
    CommandResult result = commands.send(new Withdraw(ID, 30));
    assertThat(loader.appended).singleElement().satisfies(appended -> {
      assertThat(appended.stream()).isEqualTo(STREAM);
      assertThat(appended.before()).isEqualTo(before);
      assertThat(appended.events())
          .extracting(NewEvent::payload)
          .containsExactly(new Account.Withdrawn(30));
      assertThat(appended.result().version()).isEqualTo(result.version());
      assertThat(store.find(appended.events().get(0).id())).isPresent();
    });
  }

  @Test
  void theLoaderIsNotToldOfWhatWasAppendedBefore() {
    openWith(100);
    CommandContext context = CommandContext.withId(EventIds.next());
    commands.send(new Withdraw(ID, 30), context);
    commands.send(new Withdraw(ID, 30), context);
    assertThat(loader.appended).hasSize(1);
  }
}
