package dev.cairn.bank.cli;

import dev.cairn.bank.Bank;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.cli.command.ProjectionAccess;
import dev.cairn.cli.command.SnapshotAccess;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.projection.Projection;
import dev.cairn.snapshot.Snapshotted;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** Leads the commands of {@code bank es} to the log of the bank, its projections and its snapshots. */
public final class EsLog implements ProjectionAccess, SnapshotAccess {

  @Mixin
  private LogOptions log = new LogOptions();

  @Override
  public LogConnection open() {
    Bank bank = log.openExisting();
    return new LogConnection(bank.store(), bank::close);
  }

  @Override
  public List<Projection> projections(PostgresEventStore store) {
    return Bank.projectionsOfTheBank(store);
  }

  @Override
  public List<Snapshotted<?>> snapshotted() {
    return Bank.snapshotsOfTheBank();
  }

  /** The directory of the bank's own servers, unless it uses a database elsewhere. */
  Optional<Path> data() {
    return log.data();
  }
}
