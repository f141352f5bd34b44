package dev.cairn.bank.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.bank.account.Account;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.CloseAccount;
import dev.cairn.bank.account.Deposit;
import dev.cairn.bank.account.OpenAccount;
import dev.cairn.bank.importing.RowProblem.Kind;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.command.CommandContext;
import dev.cairn.command.Commands;
import dev.cairn.event.StreamId;
import dev.cairn.store.StreamRead;
import dev.cairn.store.memory.InMemoryEventStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The import on a log in memory. */
final class ImportTest {

  private static final LocalDate DAY = LocalDate.of(1993, 1, 1);
  private static final String HEADER = String.join(";", RowFormat.HEADER) + "\r\n";

  private final InMemoryEventStore store =
      new InMemoryEventStore(JacksonEventCodec.forEvents(Account.Event.class));
  private final Commands commands = Commands.of(store, Account.class);
  private final List<RowProblem> problems = new ArrayList<>();

  private ImportSummary run(String text) throws IOException {
    return run(text, () -> false);
  }

  private ImportSummary run(String text, BooleanSupplier stop) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    TransactionFile file =
        new TransactionFile("test", bytes.length, () -> new ByteArrayInputStream(bytes));
    Import playing = new Import(store, commands, file, new ImportProgress(file), problems::add);
    playing.play(stop);
    return playing.summary();
  }

  private static String row(long transaction, long account, String type, String amount) {
    return transaction + ";" + account + ";930101;\"" + type + "\";\"\";" + amount
        + ";0.00;\"\";;\r\n";
  }

  private static Comparison comparison(ImportSummary summary) {
    return summary.comparison().orElseThrow();
  }

  @Test
  void playsEveryRowOnce() throws IOException {
    String file = SyntheticTransactions.file(30, 2_000, 7);
    ImportSummary first = run(file);
    assertThat(first.isClean()).isTrue();
    assertThat(first.rows()).isEqualTo(2_000);
    assertThat(first.appended()).isEqualTo(2_030);
    assertThat(comparison(first).accounts()).isEqualTo(30);
    assertThat(comparison(first).events()).isEqualTo(2_030);

    ImportSummary second = run(file);
    assertThat(second.isClean()).isTrue();
    assertThat(second.appended()).isZero();
    assertThat(second.skipped()).isEqualTo(2_000);
    assertThat(comparison(second)).isEqualTo(comparison(first));
    assertThat(problems).isEmpty();
  }

  @Test
  void keepsTheOrderOfEachAccount() throws IOException {
    StringBuilder file = new StringBuilder(HEADER);
    for (int i = 1; i <= 300; i++) {
      file.append(row(i, i % 3, "PRIJEM", i + ".00"));
    }
    run(file.toString());
    List<Long> amounts = new ArrayList<>();
    store
        .read(StreamRead.forward(StreamId.of("account", "1")))
        .skip(1)
        .forEach(event -> amounts.add(((Account.Deposited) event.payload()).cents()));
    assertThat(amounts).hasSize(100).isSorted();
  }

  @Test
  void reportsMalformedRowsWithTheirLineAndGoesOn() throws IOException {
    ImportSummary summary =
        run(HEADER + row(1, 5, "PRIJEM", "1.00") + "rubbish\r\n\r\n" + row(2, 5, "PRIJEM", "2.00"));
    assertThat(summary.rejected()).isEqualTo(1);
    assertThat(summary.isClean()).isFalse();
    assertThat(comparison(summary).balanceTotal()).isEqualTo(300);
    assertThat(problems)
        .containsExactly(new RowProblem(3, Kind.MALFORMED, "has 1 column(s) instead of 10"));
  }

  @Test
  void skipsATransactionThatIsInTheFileTwice() throws IOException {
    ImportSummary summary = run(HEADER + row(1, 5, "PRIJEM", "1.00") + row(1, 5, "PRIJEM", "1.00"));
    assertThat(summary.skipped()).isEqualTo(1);
    assertThat(summary.isClean()).isTrue();
    assertThat(comparison(summary).balanceTotal()).isEqualTo(100);
    assertThat(problems).singleElement().satisfies(problem -> {
      assertThat(problem.line()).isEqualTo(3);
      assertThat(problem.kind()).isEqualTo(Kind.REPEATED);
    });
  }

  @Test
  void reportsWhatAnAccountRefusesAndLeavesItOutOfTheComparison() throws IOException {
    commands.send(new OpenAccount(new AccountId(5), 0, DAY));
    commands.send(new OpenAccount(new AccountId(6), 0, DAY));
    commands.send(new CloseAccount(new AccountId(6), DAY));
    ImportSummary summary = run(HEADER
        + row(1, 5, "PRIJEM", "1.00")
        + row(2, 5, "VYDAJ", "1.01")
        + row(3, 5, "VYDAJ", "1.00")
        + row(4, 6, "PRIJEM", "1.00"));
    assertThat(summary.rejected()).isEqualTo(2);
    assertThat(comparison(summary).mismatches()).isEmpty();
    assertThat(comparison(summary).balanceTotal()).isZero();
    assertThat(problems)
        .extracting(RowProblem::toString)
        .containsExactlyInAnyOrder(
            "line 3: refused: Account 5 has 1.00 available, overdraft included, not 1.01",
            "line 5: refused: Account 6 is closed");
  }

  @Test
  void comparesOnlyWhatTheFileHasBooked() throws IOException {
    run(HEADER + row(1, 5, "PRIJEM", "1.00"));
    commands.send(new Deposit(new AccountId(5), 10_000, DAY, "by hand"));
    ImportSummary second = run(HEADER + row(2, 5, "PRIJEM", "2.00"));
    assertThat(second.isClean()).isTrue();
    assertThat(comparison(second).balanceTotal()).isEqualTo(10_300);
  }

  @Test
  void findsALogThatDisagrees() throws IOException {
    commands.send(new OpenAccount(new AccountId(5), 0, DAY));
    commands.send(
        new Deposit(new AccountId(5), 999, DAY, "not what the file says"),
        CommandContext.withId(CommandIds.ofTransaction(1)));
    ImportSummary summary = run(HEADER + row(1, 5, "PRIJEM", "1.00"));
    assertThat(comparison(summary).mismatches())
        .containsExactly(new Comparison.Mismatch(new AccountId(5), 999, 100));
    assertThat(summary.isClean()).isFalse();
  }

  @Test
  void stopsWhenAskedAndCompletesWhenRunAgain() throws IOException {
    String file = SyntheticTransactions.file(10, 500, 3);
    AtomicInteger asked = new AtomicInteger();
    ImportSummary stopped = run(file, () -> asked.incrementAndGet() > 200);
    assertThat(stopped.comparison()).isEmpty();
    assertThat(stopped.rows()).isEqualTo(200);
    assertThat(stopped.isClean()).isFalse();

    ImportSummary completed = run(file);
    assertThat(completed.skipped()).isEqualTo(200);
    assertThat(completed.isClean()).isTrue();
    assertThat(comparison(completed).events()).isEqualTo(510);
  }

  @Test
  void refusesAFileWithoutTheHeader() {
    assertThatThrownBy(() -> run(row(1, 5, "PRIJEM", "1.00")))
        .isInstanceOf(NotATransactionFileException.class);
    assertThatThrownBy(() -> run("")).isInstanceOf(NotATransactionFileException.class);
  }
}
