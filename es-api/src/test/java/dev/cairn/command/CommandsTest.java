package dev.cairn.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.aggregate.Account;
import dev.cairn.aggregate.AccountId;
import dev.cairn.aggregate.InsufficientFunds;
import dev.cairn.aggregate.OpenAccount;
import dev.cairn.aggregate.Withdraw;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.EventStore;
import dev.cairn.store.memory.InMemoryEventStore;
import org.junit.jupiter.api.Test;

final class CommandsTest {

  private static final AccountId ID = new AccountId(7);

  private final EventStore store =
      new InMemoryEventStore(JacksonEventCodec.forEvents(Account.Event.class));
  private final Commands commands = Commands.of(store, Account.class);

  @Test
  void appendsWhatTheAggregateDecides() {
    CommandResult opened = commands.send(new OpenAccount(ID));
    assertThat(opened.stream()).isEqualTo(StreamId.of("account", "7"));
    assertThat(opened.version()).isEqualTo(StreamVersion.of(1));
    assertThat(opened.position()).contains(store.head());
    assertThat(opened.events()).containsExactly(new Account.Opened(ID));
    assertThat(commands.load(Account.class, ID)).contains(new Account(ID, 0));
  }

  @Test
  void aRefusalReachesTheSenderUnchanged() {
    commands.send(new OpenAccount(ID));
    assertThatExceptionOfType(InsufficientFunds.class)
        .isThrownBy(() -> commands.send(new Withdraw(ID, 500)))
        .satisfies(refusal -> assertThat(refusal.missing()).isEqualTo(500));
  }
}
