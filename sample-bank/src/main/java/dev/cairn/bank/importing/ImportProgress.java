package dev.cairn.bank.importing;

import dev.cairn.command.CommandResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** How far an import is. Thread-safe; the figures are read while they change. */
public final class ImportProgress {

  private final long totalBytes;
  private final long began = System.nanoTime();
  private final AtomicLong played = new AtomicLong();
  private final AtomicLong appended = new AtomicLong();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private volatile long bytes;
  private volatile long ended;

  /** An import of that file, from now on. */
  public ImportProgress(TransactionFile file) {
    totalBytes = file.bytes();
  }

  void read(long upTo) {
    bytes = upTo;
  }

  /** Stops the clock. */
  void end() {
    ended = System.nanoTime();
  }

  void opened(CommandResult result) {
    countEvents(result);
  }

  void played(CommandResult result) {
    countEvents(result);
    (result.repeated() ? skipped : played).incrementAndGet();
  }

  private void countEvents(CommandResult result) {
    if (!result.repeated()) {
      appended.addAndGet(result.events().size());
    }
  }

  void leftOut(RowProblem problem) {
    (problem.kind() == RowProblem.Kind.REPEATED ? skipped : rejected).incrementAndGet();
  }

  /** Rows that are done: played, skipped or rejected. */
  public long rows() {
    return played.get() + skipped.get() + rejected.get();
  }

  long appended() {
    return appended.get();
  }

  long skipped() {
    return skipped.get();
  }

  long rejected() {
    return rejected.get();
  }

  /** Bytes of the file that have been read. */
  public long bytes() {
    return bytes;
  }

  /** Bytes of the file altogether; 0 if nobody knows. */
  public long totalBytes() {
    return totalBytes;
  }

  /** Since the beginning, until the last row was done. */
  public Duration elapsed() {
    long until = ended;
    return Duration.ofNanos((until == 0 ? System.nanoTime() : until) - began);
  }

  /** Since the beginning, on average. */
  public long rowsPerSecond() {
    return Math.round(rows() * 1e9 / Math.max(1, elapsed().toNanos()));
  }

  /** By bytes, because nobody has counted the rows; empty if nobody knows how many there are. */
  public Optional<Duration> timeLeft() {
    long done = bytes;
    if (done == 0 || totalBytes < done) {
      return Optional.empty();
    }
    double ratio = (totalBytes - done) / (double) done;
    return Optional.of(Duration.ofMillis(Math.round(elapsed().toMillis() * ratio)));
  }
}
