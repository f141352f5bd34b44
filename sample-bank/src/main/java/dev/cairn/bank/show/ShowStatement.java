package dev.cairn.bank.show;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cairn.bank.Bank;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.Cents;
import dev.cairn.bank.balances.Balance;
import dev.cairn.bank.cli.BankVersion;
import dev.cairn.bank.cli.Console;
import dev.cairn.bank.cli.LogOptions;
import dev.cairn.bank.statements.Statement;
import dev.cairn.bank.statements.StatementLine;
import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code bank statement}: shows the read model of statements. */
@Command(
    name = "statement",
    mixinStandardHelpOptions = true,
    versionProvider = BankVersion.class,
    description =
        "Shows the last lines of an account's statement, from the read model of statements.")
public final class ShowStatement implements Callable<Integer> {

  private static final String ROW = "%-10s  %16s  %16s  %s";

  @ParentCommand
  private @Nullable Console console;

  @Mixin
  private LogOptions log = new LogOptions();

  @Parameters(paramLabel = "ID", description = "The number of the account.")
  private long id;

  @Mixin
  private LimitOption limit = new LimitOption();

  @Option(names = "--json", description = "Write one JSON object; amounts are in hundredths.")
  private boolean json;

  @Override
  public Integer call() {
    Console cli = Objects.requireNonNull(console);
    try (Bank opened = log.openExisting()) {
      ReadModelState.require(opened, "balances", cli.err());
      ReadModelState.require(opened, "statements", cli.err());
      Balance balance = opened
          .projections()
          .rows(Balance.class)
          .find(new AccountId(id))
          .orElseThrow(
              () -> new CommandFailedException(ExitCode.FAILED, "there is no account " + id));
      List<StatementLine> lines = opened
          .store()
          .database()
          .inTransaction(handle -> Statement.last(
              handle, opened.readModel("statements"), balance.account(), limit.lines()));
      if (json) {
        cli.out().println(json(balance, lines));
      } else {
        print(balance, lines, cli.out());
      }
    }
    return ExitCode.OK;
  }

  private static String json(Balance balance, List<StatementLine> lines) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("account", balance.account().value());
    json.put("balance", balance.cents());
    json.putArray("lines");
    for (StatementLine line : lines) {
      json.withArray("/lines")
          .addObject()
          .put("version", line.version())
          .put("booked", line.booked().toString())
          .put("cents", line.cents())
          .put("balance", line.balance())
          .put("description", line.description());
    }
    return json.toString();
  }

  private static void print(Balance balance, List<StatementLine> lines, PrintStream out) {
    line(out, "Account %s, balance %s", balance.account(), Cents.text(balance.cents()));
    if (lines.isEmpty()) {
      line(out, "Nothing has been booked yet.");
      return;
    }
    out.println();
    line(out, ROW, "booked", "amount", "balance", "description");
    for (StatementLine line : lines) {
      line(
          out,
          ROW,
          line.booked(),
          Cents.text(line.cents()),
          Cents.text(line.balance()),
          line.description());
    }
  }

  private static void line(PrintStream out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
