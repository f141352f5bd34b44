package dev.cairn.bank.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.bank.Bank;
import dev.cairn.bank.CommandLineRun;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.OpenAccount;
import dev.cairn.bank.running.ReadModelRun;
import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting for a bank that comes to rest, and for one that does not. */
final class RestIT {

  private final FreshDatabase database = Servers.sharedPostgres().freshDatabase("bank");
  private final Bank bank =
      Bank.connect(CommandLineRun.urlOf(database), "", "", Bank.Schema.MIGRATED);

  @AfterEach
  void close() {
    bank.close();
    database.close();
  }

  private Rest rest() {
    return new Rest(bank, () -> false, said -> {}, Duration.ofSeconds(1));
  }

  @Test
  void endsWhenEverythingIsShown() {
    bank.commands().send(new OpenAccount(new AccountId(1), 0, LocalDate.of(2026, 1, 1)));
    ReadModelRun run = ReadModelRun.start(bank);
    try {
      assertThat(rest().await()).isTrue();
    } finally {
      run.close();
    }
  }

  @Test
  void endsWithTheReasonWhenNothingGoesOn() {
    bank.commands().send(new OpenAccount(new AccountId(1), 0, LocalDate.of(2026, 1, 1)));
    assertThatThrownBy(() -> rest().await())
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("does not come to rest");
    assertThatThrownBy(() -> rest().awaitPublished("outbox"))
        .isInstanceOf(CommandFailedException.class)
        .hasMessageContaining("1 positions are not published yet");
  }

  @Test
  void endsWhenItIsToldTo() {
    bank.commands().send(new OpenAccount(new AccountId(1), 0, LocalDate.of(2026, 1, 1)));
    assertThat(new Rest(bank, () -> true, said -> {}).await()).isFalse();
  }
}
