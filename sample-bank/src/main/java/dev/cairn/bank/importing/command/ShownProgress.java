package dev.cairn.bank.importing.command;

import dev.cairn.bank.importing.ImportProgress;
import dev.cairn.cli.progress.Progress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** An import as its progress is shown: by bytes, because nobody has counted the rows. */
record ShownProgress(ImportProgress progress) implements Progress {

  @Override
  public String task() {
    return "import";
  }

  @Override
  public long done() {
    return progress.bytes();
  }

  @Override
  public long total() {
    return progress.totalBytes();
  }

  @Override
  public Unit unit() {
    return new Unit(" kB", 1024);
  }

  @Override
  public String summary() {
    return String.format(
        Locale.ROOT, "%,d rows, %,d rows/s", progress.rows(), progress.rowsPerSecond());
  }

  @Override
  public Optional<Duration> timeLeft() {
    return progress.timeLeft();
  }
}
