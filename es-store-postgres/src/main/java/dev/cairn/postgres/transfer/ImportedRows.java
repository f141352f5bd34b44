package dev.cairn.postgres.transfer;

import dev.cairn.postgres.LogRejectedException;
import dev.cairn.postgres.transfer.LogFileException.Place;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Copies what a file holds to where nobody looks, chunk by chunk. Not thread-safe. */
final class ImportedRows {

  private static final int CHUNK_BYTES = 4 * 1024 * 1024;
  private static final int CHUNK_ROWS = 20_000;

  /** How PostgreSQL says which row of a COPY it does not take. */
  private static final Pattern ROW = Pattern.compile("COPY import_\\w+, line (\\d+)");

  private final Staging staging;
  private final LogFileReader reader;
  private final TransferProgress progress;
  private final CopyRows rows = new CopyRows();
  /** Where the chunk begins. */
  private Place before;

  ImportedRows(Staging staging, LogFileReader reader, TransferProgress progress) {
    this.staging = staging;
    this.reader = reader;
    this.progress = progress;
    this.before = here();
  }

  private Place here() {
    return new Place(reader.lineNumber(), reader.last());
  }

  void copyEvents(Staging.Done begun) {
    Staging.Done done = begun;
    for (EventLine event = reader.nextEvent(); event != null; event = reader.nextEvent()) {
      rows.add(event);
      if (isFull()) {
        done = copyEventsSince(done);
      }
    }
    copyEventsSince(done);
  }

  private Staging.Done copyEventsSince(Staging.Done last) {
    Staging.Done next = new Staging.Done(last.header(), reader.events(), reader.checksum());
    copied(() -> staging.copy(rows, last, next));
    progress.reached(reader.last());
    return next;
  }

  void copyClosed() {
    staging.forgetClosed();
    for (ClosedLine line = reader.nextClosed(); line != null; line = reader.nextClosed()) {
      rows.add(line);
      if (isFull()) {
        copied(() -> staging.copyClosed(rows));
      }
    }
    copied(() -> staging.copyClosed(rows));
  }

  private boolean isFull() {
    return rows.bytes() >= CHUNK_BYTES || rows.rows() == CHUNK_ROWS;
  }

  private void copied(Runnable copy) {
    if (rows.rows() > 0) {
      try {
        copy.run();
      } catch (LogRejectedException e) {
        throw refused(e);
      }
      rows.clear();
    }
    before = here();
  }

  /** Data that PostgreSQL does not take, such as text that is no JSON, is the fault of a line. */
  private RuntimeException refused(LogRejectedException e) {
    if (!e.sqlState().startsWith("22") && !e.sqlState().startsWith("54")) {
      return e;
    }
    Matcher row = ROW.matcher(String.valueOf(e.getMessage()));
    long line = row.find() ? Long.parseLong(row.group(1)) : 1;
    LogFileException broken = reader.broken(
        new Place(before.line() + line, before.after()), String.valueOf(e.getMessage()));
    broken.initCause(e);
    return broken;
  }

  void finishing() {
    progress.finishing();
  }
}
