package dev.cairn.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.InvalidInputException;
import dev.cairn.aggregate.Account;
import dev.cairn.aggregate.AccountId;
import dev.cairn.aggregate.AggregateAlreadyExistsException;
import dev.cairn.aggregate.AggregateNotFoundException;
import dev.cairn.aggregate.Counter;
import dev.cairn.aggregate.InsufficientFunds;
import dev.cairn.aggregate.OpenAccount;
import dev.cairn.aggregate.StateLoader;
import dev.cairn.aggregate.UnknownCommandException;
import dev.cairn.aggregate.Withdraw;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventIds;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.EventStore;
import dev.cairn.store.StreamRead;
import dev.cairn.store.memory.InMemoryEventStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class CommandsTest {

  private static final AccountId ID = new AccountId(7);
  private static final StreamId STREAM = StreamId.of("account", "7");

  private final EventStore store = new InMemoryEventStore(
      JacksonEventCodec.forEvents(Account.Event.class, Counter.Event.class, Wallet.Event.class));
  private final Commands commands = Commands.of(store, Account.class, Wallet.class);

  private List<RecordedEvent> events() {
    return store.read(StreamRead.forward(STREAM)).toList();
  }

  @Test
  void appendsWhatTheAggregateDecides() {
    CommandResult opened = commands.send(new OpenAccount(ID));
    CommandResult withdrawn = commands.send(new Withdraw(ID, -500));

    assertThat(opened)
        .isEqualTo(new CommandResult(
            STREAM,
            StreamVersion.of(1),
            Optional.of(events().get(0).position()),
            List.of(new Account.Opened(ID)),
            false));
    assertThat(withdrawn.version()).isEqualTo(StreamVersion.of(2));
    assertThat(withdrawn.position()).contains(store.head());
    assertThat(events())
        .extracting(RecordedEvent::payload)
        .containsExactly(new Account.Opened(ID), new Account.Withdrawn(-500));
  }

  @Test
  void loadsAnAggregateNowOrAsItWas() {
    commands.send(new OpenAccount(ID));
    commands.send(new Withdraw(ID, -500));
    assertThat(commands.load(Account.class, ID)).contains(new Account(ID, 500));
    assertThat(commands.load(Account.class, "7")).contains(new Account(ID, 500));
    assertThat(commands.load(Account.class, new AccountId(8))).isEmpty();
    assertThat(commands.loadAsOf(Account.class, ID, StreamVersion.of(1)))
        .contains(new Account(ID, 0));
    assertThat(commands.loadAsOf(Account.class, ID, StreamVersion.EMPTY)).isEmpty();
    assertThat(commands.loadAsOf(Account.class, ID, events().get(1).recordedAt()))
        .contains(new Account(ID, 500));
    assertThat(commands.loadAsOf(Account.class, ID, Instant.EPOCH)).isEmpty();
  }

  @Test
  void doesNotLoadWhatWasNotRegistered() {
    assertThatExceptionOfType(UnknownAggregateException.class)
        .isThrownBy(() -> commands.load(String.class, ID))
        .satisfies(e -> assertThat(e.aggregate()).isEqualTo(String.class))
        .satisfies(
            e -> assertThat(e.known()).containsExactlyInAnyOrder(Account.class, Wallet.class));
  }

  @Test
  void aRefusalReachesTheSenderUnchangedAndAppendsNothing() {
    commands.send(new OpenAccount(ID));
    assertThatExceptionOfType(InsufficientFunds.class)
        .isThrownBy(() -> commands.send(new Withdraw(ID, 500)))
        .satisfies(refusal -> assertThat(refusal.missing()).isEqualTo(500));
    assertThat(events()).hasSize(1);
  }

  @Test
  void anAggregateIsCreatedOnceAndThenThere() {
    assertThatExceptionOfType(AggregateNotFoundException.class)
        .isThrownBy(() -> commands.send(new Withdraw(ID, 1)))
        .satisfies(e -> assertThat(e.stream()).isEqualTo(STREAM));
    commands.send(new OpenAccount(ID));
    assertThatExceptionOfType(AggregateAlreadyExistsException.class)
        .isThrownBy(() -> commands.send(new OpenAccount(ID)))
        .satisfies(e -> assertThat(e.stream()).isEqualTo(STREAM));
    assertThat(events()).hasSize(1);
  }

  @Test
  void aCommandThatChangesNothingAppendsNothing() {
    commands.send(new Wallet.Open("w"));
    CommandResult result = commands.send(new Wallet.FillUpTo("w", 0));
    assertThat(result)
        .isEqualTo(new CommandResult(
            StreamId.of("wallet", "w"), StreamVersion.of(1), Optional.empty(), List.of(), false));
    assertThat(store.head().value()).isEqualTo(1);
  }

  @Test
  void aResultWaitsForWhatTheCommandDid() {
    List<String> waited = new ArrayList<>();
    Commands waiting = commands.withReadModels(
        (name, position, timeout) -> waited.add(name + " " + position + " " + timeout));

    CommandResult result =
        waiting.send(new Wallet.Open("w")).waitFor("purses", Duration.ofSeconds(1));
    assertThat(waited).containsExactly("purses " + result.position().orElseThrow() + " PT1S");

    waiting.send(new Wallet.FillUpTo("w", 0)).waitFor("purses");
    assertThat(waited).as("there is nothing to wait for").hasSize(1);
  }

  @Test
  void withoutReadModelsAResultSaysHowToGetThem() {
    CommandResult result = commands.send(new Wallet.Open("w"));

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> result.waitFor("purses"))
        .withMessageContaining("'purses'")
        .withMessageContaining("Commands.withReadModels");
  }

  @Test
  void anUnknownCommandIsToldWhichOnesAreKnown() {
    assertThatExceptionOfType(UnknownCommandException.class)
        .isThrownBy(() -> commands.send("open"))
        .withMessageContaining("java.lang.String")
        .withMessageContaining(OpenAccount.class.getName())
        .satisfies(e -> assertThat(e.command()).isEqualTo(String.class))
        .satisfies(e -> assertThat(e.known()).contains(Withdraw.class, Wallet.Open.class));
  }

  @Test
  void eventsCarryWhatIsKnownAboutTheCommand() {
    UUID command = EventIds.next();
    UUID correlation = EventIds.next();
    UUID causation = EventIds.next();
    CommandContext context = CommandContext.withId(command)
        .withCorrelationId(correlation)
        .withCausationId(causation)
        .withActor("clerk")
        .withHeaders(Map.of("traceparent", "00-1"));
    commands.send(new OpenAccount(ID), context);

    RecordedEvent event = events().get(0);
    assertThat(event.id()).isEqualTo(EventIds.derived(command, STREAM, 0));
    assertThat(event.metadata())
        .isEqualTo(new EventMetadata(
            correlation, causation, command, "clerk", Map.of("traceparent", "00-1")));
  }

  @Test
  void aCommandWithoutContextBeginsAConversation() {
    commands.send(new OpenAccount(ID));
    commands.send(new Withdraw(ID, -1));

    EventMetadata first = events().get(0).metadata();
    assertThat(first.commandId()).isNotNull();
    assertThat(first.correlationId()).isEqualTo(first.commandId());
    assertThat(first.causationId()).isEqualTo(first.commandId());
    assertThat(first.actor()).isNull();
    assertThat(events().get(1).metadata().commandId()).isNotEqualTo(first.commandId());
  }

  @Test
  void aPlainDeciderTakesTheSameWay() {
    var counter = Counter.model();
    Commands counting = Commands.of(store, CommandSettings.defaults(), counter);
    UUID id = EventIds.next();

    CommandResult raised = counting.send(new Counter.Raise("c", 3), CommandContext.withId(id));
    assertThat(raised.version()).isEqualTo(StreamVersion.of(3));
    assertThat(
            counting.send(new Counter.Raise("c", 3), CommandContext.withId(id)).repeated())
        .isTrue();
    assertThat(counting.send(new Counter.Reset("c")).events())
        .containsExactly(new Counter.WasReset());
    assertThat(counting.send(new Counter.Reset("c")).events()).isEmpty();
    StateLoader loader = StateLoader.replaying(store);
    assertThat(loader.load(counter, counter.streamOfId("c")).version())
        .isEqualTo(StreamVersion.of(4));
    assertThat(loader.loadAsOf(counter, raised.stream(), raised.version()).state())
        .isEqualTo(3);
  }
}
