package dev.cairn.bank.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.cairn.bank.Bank;
import dev.cairn.bank.account.Cents;
import dev.cairn.bank.cli.BankVersion;
import dev.cairn.bank.cli.Console;
import dev.cairn.bank.cli.LogOptions;
import dev.cairn.bank.daily.DailyTotal;
import dev.cairn.cli.command.ExitCode;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code bank daily-totals}: shows the read model of daily totals. */
@Command(
    name = "daily-totals",
    mixinStandardHelpOptions = true,
    versionProvider = BankVersion.class,
    description =
        "Shows what was booked on each day, from the read model of daily totals. Days on which nothing was"
            + " booked are left out.")
public final class ShowDailyTotals implements Callable<Integer> {

  private static final String ROW = "%-10s  %8s  %18s  %18s";

  @ParentCommand
  private @Nullable Console console;

  @Mixin
  private LogOptions log = new LogOptions();

  @Option(
      names = "--from",
      paramLabel = "DAY",
      converter = Day.class,
      defaultValue = "1001-01-01",
      description = "Begin with this day, such as 1995-01-31; with the first unless given.")
  private LocalDate from = LocalDate.of(1001, 1, 1);

  @Option(
      names = "--to",
      paramLabel = "DAY",
      converter = Day.class,
      defaultValue = "9999-12-31",
      description = "End with this day; with the last unless given.")
  private LocalDate to = LocalDate.of(9999, 12, 31);

  @Option(names = "--json", description = "Write one JSON array; amounts are in hundredths.")
  private boolean json;

  @Override
  public Integer call() {
    Console cli = Objects.requireNonNull(console);
    try (Bank opened = log.openExisting()) {
      ReadModelState.require(opened, "daily-totals", cli.err());
      List<DailyTotal> days =
          DailyTotal.between(opened.projections().rows(DailyTotal.class), from, to);
      if (json) {
        cli.out().println(json(days));
      } else {
        print(days, cli.out());
      }
    }
    return ExitCode.OK;
  }

  private static String json(List<DailyTotal> days) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (DailyTotal day : days) {
      json.addObject()
          .put("day", day.day().toString())
          .put("count", day.count())
          .put("deposits", day.deposits())
          .put("withdrawals", day.withdrawals());
    }
    return json.toString();
  }

  private static void print(List<DailyTotal> days, PrintStream out) {
    if (days.isEmpty()) {
      out.println("Nothing was booked on these days.");
      return;
    }
    line(out, ROW, "day", "bookings", "deposits", "withdrawals");
    for (DailyTotal day : days) {
      line(
          out,
          ROW,
          day.day(),
          day.count(),
          Cents.text(day.deposits()),
          Cents.text(day.withdrawals()));
    }
  }

  private static void line(PrintStream out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
