package dev.cairn.bank.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.bank.Bank;
import dev.cairn.bank.BankKafka;
import dev.cairn.bank.CommandLineRun;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.Deposit;
import dev.cairn.bank.account.OpenAccount;
import dev.cairn.bank.running.ReadModelRun;
import dev.cairn.bank.running.RelayRun;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import dev.cairn.outbox.settings.KafkaSettings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the proof says of a bank where all is well, and of one where it is not. */
final class ProofIT {

  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

  private final FreshDatabase database = Servers.sharedPostgres().freshDatabase("bank");
  private final Bank bank =
      Bank.connect(CommandLineRun.urlOf(database), "", "", Bank.Schema.MIGRATED);
  private final BankKafka kafka = BankKafka.connect(
      KafkaSettings.of(Servers.sharedKafka().clientSettings()),
      "proof-" + System.nanoTime() + ".",
      1);

  @AfterEach
  void close() {
    kafka.close();
    bank.close();
    database.close();
  }

  private void settle() {
    Rest rest = new Rest(bank, () -> false, said -> {});
    try (RelayRun relay = RelayRun.start(bank, kafka, NOWHERE)) {
      ReadModelRun run = ReadModelRun.start(bank);
      try {
        assertThat(rest.await() && rest.awaitPublished(kafka.relay().name())).isTrue();
      } finally {
        run.close();
      }
      assertThat(relay).isNotNull();
    }
  }

  private List<String> broken(long before, long brought) {
    return new Proof(bank)
        .checks(before, brought, kafka).stream()
            .filter(check -> !check.holds())
            .map(Check::line)
            .toList();
  }

  @Test
  void saysWhatDoesNotHold() {
    bank.commands().send(new OpenAccount(new AccountId(1), 0, DAY));
    bank.commands().send(new Deposit(new AccountId(1), 500, DAY, ""));
    settle();
    assertThat(broken(0, 500)).isEmpty();
    assertThat(broken(0, 499))
        .singleElement()
        .asString()
        .startsWith("NO   no cent came or went")
        .endsWith("0.00 + 4.99 = 5.00");

    bank.store()
        .database()
        .inTransaction(
            handle -> handle.execute("update " + bank.readModel("balances") + " set cents = 600"));
    assertThat(broken(0, 600))
        .singleElement()
        .asString()
        .startsWith("NO   every read model is what a fresh fold")
        .endsWith("not so: balances");

    // Nobody publishes it.
    bank.commands().send(new OpenAccount(new AccountId(2), 0, DAY));
    assertThat(broken(0, 600))
        .anyMatch(line -> line.startsWith("NO   Kafka holds") && line.contains("1 missing"));
  }
}
