package dev.cairn.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.bank.account.Account;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.balances.Balance;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import dev.cairn.outbox.OutboxSchema;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.transfer.LogImport;
import dev.cairn.postgres.transfer.TransferProgress;
import dev.cairn.projection.RebuildListener;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Today's bank reads a log from the time when amounts of deposits were text. It is kept as {@code es log export}
 * wrote it, with the balances that were computed then from the amounts themselves.
 */
final class StoredHistoryIT {

  private static Path file(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(
            StoredHistoryIT.class.getResource("/history/deposits-of-revision-1." + name))
        .toURI());
  }

  @Test
  void balancesAreWhatTheyWereThen() throws Exception {
    try (FreshDatabase database = Servers.sharedPostgres().freshDatabase("bank_history")) {
      OutboxSchema.migrate(database.dataSource(), "cairn");
      try (PostgresEventStore empty =
          PostgresEventStore.open(database.dataSource(), JacksonEventCodec.forEvents())) {
        assertThat(LogImport.into(empty.database())
                .read(file("log.gz"), TransferProgress.NONE)
                .events())
            .isEqualTo(312);
      }
      List<String> then = Files.readAllLines(file("balances.csv"));
      try (Bank bank = Bank.connect(
          database.jdbcUrl(), database.username(), database.password(), Bank.Schema.MIGRATED)) {
        var operations = bank.projections().operations();
        operations.rebuild(operations.rebuildable(), RebuildListener.NONE);
        for (String line : then.subList(1, then.size())) {
          String[] fields = line.split(",", -1);
          long account = Long.parseLong(fields[0]);
          long cents = new BigDecimal(fields[1]).movePointRight(2).longValueExact();
          assertThat(bank.commands().load(Account.class, new AccountId(account)))
              .hasValueSatisfying(it -> assertThat(it.balance()).isEqualTo(cents));
          assertThat(bank.projections().rows(Balance.class).find(new AccountId(account)))
              .hasValueSatisfying(it -> assertThat(it.cents()).isEqualTo(cents));
        }
      }
      assertThat(then).hasSize(13);
    }
  }
}
