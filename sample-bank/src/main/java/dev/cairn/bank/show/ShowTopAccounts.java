package dev.cairn.bank.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cairn.bank.Bank;
import dev.cairn.bank.account.Cents;
import dev.cairn.bank.cli.BankVersion;
import dev.cairn.bank.cli.Console;
import dev.cairn.bank.cli.LogOptions;
import dev.cairn.bank.top.TopAccount;
import dev.cairn.bank.top.TopAccounts;
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
import picocli.CommandLine.ParentCommand;

/** {@code bank top-accounts}: shows the read model of top accounts. */
@Command(
    name = "top-accounts",
    mixinStandardHelpOptions = true,
    versionProvider = BankVersion.class,
    description = "Shows the open accounts with the highest balances, from their read model.")
public final class ShowTopAccounts implements Callable<Integer> {

  private static final String ROW = "%4s  %12s  %16s  %-10s  %s";

  @ParentCommand
  private @Nullable Console console;

  @Mixin
  private LogOptions log = new LogOptions();

  @Mixin
  private LimitOption limit = new LimitOption();

  @Option(names = "--json", description = "Write one JSON array; amounts are in hundredths.")
  private boolean json;

  @Override
  public Integer call() {
    Console cli = Objects.requireNonNull(console);
    try (Bank opened = log.openExisting()) {
      ReadModelState.require(opened, "top-accounts", cli.err());
      String view = opened.projections().rows(TopAccount.class).view();
      List<TopAccount> accounts = opened
          .store()
          .database()
          .inTransaction(handle -> TopAccounts.first(handle, view, limit.lines()));
      if (json) {
        cli.out().println(json(accounts));
      } else {
        print(accounts, cli.out());
      }
    }
    return ExitCode.OK;
  }

  private static String json(List<TopAccount> accounts) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (TopAccount account : accounts) {
      json.addObject()
          .put("account", account.account().value())
          .put("balance", account.cents())
          .put("opened", account.opened().toString())
          .put("lastBooked", account.lastBooked().toString());
    }
    return json.toString();
  }

  private static void print(List<TopAccount> accounts, PrintStream out) {
    if (accounts.isEmpty()) {
      out.println("There is no open account.");
      return;
    }
    line(out, ROW, "", "account", "balance", "opened", "last booked");
    for (int rank = 1; rank <= accounts.size(); rank++) {
      TopAccount account = accounts.get(rank - 1);
      line(
          out,
          ROW,
          rank,
          account.account(),
          Cents.text(account.cents()),
          account.opened(),
          account.lastBooked());
    }
  }

  private static void line(PrintStream out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
