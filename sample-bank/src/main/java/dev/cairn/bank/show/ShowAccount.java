package dev.cairn.bank.show;

import dev.cairn.bank.Bank;
import dev.cairn.bank.account.Account;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.cli.BankVersion;
import dev.cairn.bank.cli.Console;
import dev.cairn.bank.cli.LogOptions;
import dev.cairn.bank.history.AccountHistory;
import dev.cairn.bank.history.AsOf;
import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.event.StreamVersion;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code bank account}: shows an account, now or as it was. */
@Command(
    name = "account",
    mixinStandardHelpOptions = true,
    versionProvider = BankVersion.class,
    description = "Shows the balance and the history of an account.")
public final class ShowAccount implements Callable<Integer> {

  @ParentCommand
  private @Nullable Console console;

  @Mixin
  private LogOptions log = new LogOptions();

  @Parameters(paramLabel = "ID", description = "The number of the account.")
  private long id;

  @Option(
      names = "--at",
      paramLabel = "VERSION|INSTANT",
      converter = Moment.class,
      description = "As it was after its event of that version, or at that instant, such as"
          + " 2026-01-31T12:00:00Z, by the clock of the database.")
  private AsOf asOf = new AsOf.Now();

  @Option(names = "--json", description = "Write one JSON object; amounts are in hundredths.")
  private boolean json;

  @Override
  public Integer call() {
    Console cli = Objects.requireNonNull(console);
    try (Bank opened = log.openExisting()) {
      AccountId account = new AccountId(id);
      AccountHistory history = AccountHistory.read(opened.store(), account, asOf);
      show(cli, account(opened, account, history.version()), history);
    }
    return ExitCode.OK;
  }

  private Account account(Bank opened, AccountId account, StreamVersion version) {
    if (opened.commands().load(Account.class, account).isEmpty()) {
      throw new CommandFailedException(ExitCode.FAILED, "there is no account " + account);
    }
    if (asOf instanceof AsOf.Version asked && !asked.version().equals(version)) {
      throw new CommandFailedException(
          ExitCode.USAGE,
          "account " + account + " has come to version " + version + ", not to " + asked.version());
    }
    Optional<Account> state = opened.commands().loadAsOf(Account.class, account, version);
    return state.orElseThrow(() -> new CommandFailedException(
        ExitCode.FAILED, "account " + account + " was not open yet at " + asOf));
  }

  private void show(Console cli, Account account, AccountHistory history) {
    if (json) {
      cli.out().println(AccountJson.of(account, history));
    } else {
      AccountText.print(account, history, cli.out());
    }
  }
}
