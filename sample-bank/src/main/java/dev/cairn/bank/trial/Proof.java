package dev.cairn.bank.trial;

import dev.cairn.bank.Bank;
import dev.cairn.bank.BankKafka;
import dev.cairn.event.Position;
import dev.cairn.outbox.reconciliation.Reconciliation;
import dev.cairn.projection.ProjectionOperations;
import dev.cairn.projection.RebuildListener;
import dev.cairn.projection.VerificationReport;
import dev.cairn.snapshot.SnapshotVerificationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Looks at a bank that has come to rest, from outside: at its log, at Kafka, at tables and at snapshots. */
public final class Proof {

  private static final String COUNTS = """
      select type, count(*), coalesce(sum(cast(payload ->> 'cents' as bigint)), 0) from %s.events
       where type like 'transfer-%%' group by type""";

  private final Bank bank;
  private final Map<String, long[]> transfers = new TreeMap<>();

  public Proof(Bank bank) {
    this.bank = bank;
    String sql = COUNTS.formatted(bank.store().database().schema());
    bank.store().database().inTransaction(handle -> {
      handle
          .select(sql)
          .map((row, context) ->
              Map.entry(row.getString(1), new long[] {row.getLong(2), row.getLong(3)}))
          .forEach(entry -> transfers.put(entry.getKey(), entry.getValue()));
      return null;
    });
  }

  private long count(String type) {
    return transfers.getOrDefault(type, new long[2])[0];
  }

  private long cents(String type) {
    return transfers.getOrDefault(type, new long[2])[1];
  }

  /** How many events there are in the log. */
  public long events() {
    String sql = "select count(*) from " + bank.store().database().schema() + ".events";
    return bank.store()
        .database()
        .inTransaction(handle -> handle.select(sql).mapTo(Long.class).one());
  }

  public Moved moved() {
    return new Moved(
        count("transfer-completed"), count("transfer-failed"), count("transfer-compensated"));
  }

  /** What is on all accounts. */
  public static long balances(Bank bank) {
    if (bank.store().head().equals(Position.START)) {
      return 0; // and the read model may not even be there
    }
    String sql = "select coalesce(sum(cents), 0) from " + bank.readModel("balances");
    return bank.store()
        .database()
        .inTransaction(handle -> handle.select(sql).mapTo(Long.class).one());
  }

  /**
   * Everything that must be so.
   *
   * @param before what was on all accounts before
   * @param brought what clients have paid in since, less what they have paid out
   */
  public List<Check> checks(long before, long brought, BankKafka kafka) {
    List<Check> checks = new ArrayList<>();
    checks.add(money(before, brought));
    checks.add(ended());
    checks.add(arrived());
    checks.add(published(kafka.reconcile(bank)));
    checks.add(readModels());
    checks.add(snapshots());
    return checks;
  }

  private Check money(long before, long brought) {
    long now = balances(bank);
    return new Check(
        "no cent came or went",
        before + brought == now,
        String.format(
            Locale.ROOT, "%,.2f + %,.2f = %,.2f", before / 100.0, brought / 100.0, now / 100.0));
  }

  private Check ended() {
    long started = count("transfer-started");
    long ended = moved().completed() + moved().failed() + moved().compensated();
    return new Check(
        "every transfer has ended, once",
        started == ended,
        String.format(Locale.ROOT, "%,d started, %,d ended", started, ended));
  }

  private Check arrived() {
    long sent = cents("transfer-sent");
    long received = cents("transfer-received");
    long back = cents("transfer-taken-back");
    return new Check(
        "what was sent has arrived or come back",
        sent == received + back
            && count("transfer-sent") == count("transfer-received") + count("transfer-taken-back"),
        String.format(
            Locale.ROOT, "%,.2f = %,.2f + %,.2f", sent / 100.0, received / 100.0, back / 100.0));
  }

  private static Check published(Reconciliation result) {
    return new Check(
        "Kafka holds what the log holds, once and in order",
        result.isClean() && result.parked() == 0 && result.discarded() == 0,
        String.format(
            Locale.ROOT,
            "%,d events, %,d records, %,d missing, %,d duplicates, %,d out of order",
            result.events(),
            result.published(),
            result.missing(),
            result.duplicates(),
            result.outOfOrder()));
  }

  private Check readModels() {
    ProjectionOperations operations = bank.projections().operations();
    long rows = 0;
    List<String> differing = new ArrayList<>();
    for (String name : operations.rebuildable()) {
      VerificationReport report = operations.verify(name, RebuildListener.NONE);
      rows += report.rows();
      if (!report.isSame()) {
        differing.add(name);
      }
    }
    return new Check(
        "every read model is what a fresh fold of the log gives",
        differing.isEmpty(),
        differing.isEmpty()
            ? String.format(
                Locale.ROOT,
                "%d read models, %,d rows",
                operations.rebuildable().size(),
                rows)
            : "not so: " + String.join(", ", differing));
  }

  private Check snapshots() {
    SnapshotVerificationReport report =
        bank.snapshots().operations().verify("account", looked -> {});
    return new Check(
        "every snapshot is what all its events lead to",
        report.isRight(),
        String.format(
            Locale.ROOT, "%,d snapshots, %,d the same", report.snapshots(), report.same()));
  }
}
