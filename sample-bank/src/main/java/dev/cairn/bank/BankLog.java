package dev.cairn.bank;

import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.LogConnection;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** Leads the commands of {@code bank es} to the log of the bank. */
final class BankLog implements LogAccess {

  @Mixin
  private LogOptions log = new LogOptions();

  @Override
  public LogConnection open() {
    Bank bank = log.openExisting();
    return new LogConnection(bank.store(), bank::close);
  }

  /** The directory of the bank's own servers, unless it uses a database elsewhere. */
  Optional<Path> data() {
    return log.data();
  }
}
