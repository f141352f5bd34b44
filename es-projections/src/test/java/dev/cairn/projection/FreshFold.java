package dev.cairn.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.RecordedEvent;
import dev.cairn.projection.BankEvents.Closed;
import dev.cairn.projection.BankEvents.Deposited;
import dev.cairn.projection.BankEvents.Opened;
import dev.cairn.projection.BankEvents.Transferred;
import dev.cairn.projection.BankEvents.Withdrawn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The read models as a fold of its own over the log has them, which knows nothing of projections, to be
 * compared with what readers see.
 */
final class FreshFold {

  /** What one line of the read model {@link Postings} says. */
  record Posting(long position, int account, long cents) {}

  /** What a reader sees who counts and adds up. */
  record Sum(long rows, long cents) {}

  private final Map<Integer, Balance> balances = new TreeMap<>();
  private final Set<Integer> parked = new HashSet<>();
  private final List<Posting> postings = new ArrayList<>();
  private final List<Sum> balanceSums = new ArrayList<>();
  private final List<Sum> postingSums = new ArrayList<>();

  FreshFold(List<RecordedEvent> events) {
    note();
    for (RecordedEvent event : events) {
      fold(event);
      note();
    }
  }

  private void note() {
    balanceSums.add(new Sum(
        balances.size(), balances.values().stream().mapToLong(Balance::cents).sum()));
    Sum last = postingSums.isEmpty() ? new Sum(0, 0) : postingSums.get(postingSums.size() - 1);
    postingSums.add(
        last.rows() == postings.size()
            ? last
            : new Sum(
                postings.size(),
                last.cents() + postings.get(postings.size() - 1).cents()));
  }

  private void fold(RecordedEvent event) {
    int account = Integer.parseInt(event.stream().key());
    if (event.payload() instanceof Transferred e) {
      add(e.from(), -e.cents());
      add(e.to(), e.cents());
    } else if (parked.contains(account)) {
      return;
    } else if (event.payload() instanceof Opened e) {
      balances.put(account, new Balance(account, e.owner(), 0));
    } else if (event.payload() instanceof Deposited e && e.cents() < 0) {
      parked.add(account);
    } else if (event.payload() instanceof Deposited e) {
      add(account, e.cents());
      postings.add(new Posting(event.position().value(), account, e.cents()));
    } else if (event.payload() instanceof Withdrawn e) {
      add(account, -e.cents());
    } else if (event.payload() instanceof Closed) {
      balances.remove(account);
    }
  }

  private void add(int account, long cents) {
    Balance before = balances.get(account);
    if (before != null && !parked.contains(account)) {
      balances.put(account, new Balance(account, before.owner(), before.cents() + cents));
    }
  }

  List<Balance> balances() {
    return List.copyOf(balances.values());
  }

  List<Posting> postings() {
    return postings;
  }

  /** What a reader of the balances may see, in that order, after each event. */
  List<Sum> balanceSums() {
    return balanceSums;
  }

  /** What a reader of the postings may see, in that order, after each event. */
  List<Sum> postingSums() {
    return postingSums;
  }

  /** The balances that readers see are those of the whole log. */
  static void requireBalances(ProjectionLog log) {
    assertThat(shownBalances(log)).isEqualTo(new FreshFold(log.events()).balances());
  }

  /** The postings that readers see are those of the whole log, each once and in order, and the totals are theirs. */
  static void requirePostings(ProjectionLog log) {
    List<Posting> expected = new FreshFold(log.events()).postings();
    assertThat(shownPostings(log)).isEqualTo(expected);
    assertThat(log.number("(select coalesce(sum(postings), 0) from @_read.posting_totals)"))
        .isEqualTo(expected.size());
    assertThat(log.number("(select coalesce(sum(cents), 0) from @_read.posting_totals)"))
        .isEqualTo(expected.stream().mapToLong(Posting::cents).sum());
    assertThat(log.number("(select coalesce(sum(disorder), 0) from @_read.posting_totals)"))
        .as("written in another order than that of the log")
        .isZero();
  }

  static List<Balance> shownBalances(ProjectionLog log) {
    return log.rows(
        "select account, owner, cents from @_read.balances order by account",
        row -> new Balance(row.getInt(1), row.getString(2), row.getLong(3)));
  }

  static List<Posting> shownPostings(ProjectionLog log) {
    return log.rows(
        "select position, account, cents from @_read.postings order by position",
        row -> new Posting(row.getLong(1), row.getInt(2), row.getLong(3)));
  }
}
