package dev.cairn.postgres.transfer;

import dev.cairn.event.Position;
import dev.cairn.postgres.LogDatabase;
import java.nio.file.Path;

/**
 * Makes an empty log the log that was exported to a file: the same identity, events, positions, ids,
 * versions and times, and the same bytes. Nothing of it is visible before all of it has been verified; then
 * all is, in one transaction. It is a new incarnation of that log, which begins after the last event of
 * the file: readers and relays that had come no further go on here, and the log that it was exported from
 * can no longer be taken for this one.
 *
 * <p>An import that was broken off, by a kill or by a database that went away, goes on when it is run again
 * with the same file. One that meets something wrong in the file leaves the log empty. It needs the role
 * that owns the log, memory for a few of the longest lines, and room for the events twice.
 */
public final class LogImport {

  private static final int LONGEST_LINE = 64 * 1024 * 1024;
  private static final int REPORT = 20_000;

  private final LogDatabase database;
  private final int longestLine;

  private LogImport(LogDatabase database, int longestLine) {
    this.database = database;
    this.longestLine = longestLine;
  }

  /** Into the log of that database, which has been migrated and is empty. */
  public static LogImport into(LogDatabase owner) {
    return new LogImport(owner, LONGEST_LINE);
  }

  /** The same, with another limit than 64 MiB for what one event takes in the file. */
  public LogImport withLongestLine(int bytes) {
    return new LogImport(database, bytes);
  }

  /**
   * The position with which the range of a file ends, from its first line.
   *
   * @throws LogFileException if the file cannot be imported for what its first lines say
   */
  public Position endOf(Path file) {
    try (LogFileReader reader = open(file)) {
      return reader.header().upTo();
    }
  }

  /**
   * Reads the whole file and says what is in it, if it is whole and the log is empty; changes nothing.
   *
   * @throws LogFileException if the file is not what an export wrote
   * @throws LogNotEmptyException if the log is not empty
   */
  public LogFile check(Path file, TransferProgress progress) {
    new EmptyLog(database).require();
    try (LogFileReader reader = open(file)) {
      for (EventLine event = reader.nextEvent(); event != null; event = reader.nextEvent()) {
        report(reader, progress);
      }
      while (reader.nextClosed() != null) {
        // Counted by the reader.
      }
      return LogFile.of(file, reader.header(), reader.trailer(), Position.START);
    }
  }

  private static void report(LogFileReader reader, TransferProgress progress) {
    if (reader.events() % REPORT == 0) {
      progress.reached(reader.last());
    }
  }

  private LogFileReader open(Path file) {
    LogFileReader reader = new LogFileReader(file, longestLine);
    if (reader.header().from().value() > 1) {
      reader.close();
      throw new LogFileException(
          file,
          "begins with position " + reader.header().from()
              + ": without the events before, it is not a log",
          null);
    }
    return reader;
  }

  /**
   * Imports it, or what an earlier run has left to do.
   *
   * @throws LogFileException if the file is not what an export wrote; the log stays empty
   * @throws LogNotEmptyException if the log is not empty; nothing is changed
   * @throws LogImportBusyException if another import does the same
   */
  public LogFile read(Path file, TransferProgress progress) {
    new EmptyLog(database).require();
    Staging staging = new Staging(database);
    try {
      return read(file, staging, progress);
    } catch (LogFileException e) {
      staging.drop();
      throw e;
    }
  }

  private LogFile read(Path file, Staging staging, TransferProgress progress) {
    try (LogFileReader reader = open(file)) {
      Staging.Done done = staging.begin(reader.checksum());
      if (passedOver(reader, done, progress)) {
        return read(file, reader, new ImportedRows(staging, reader, progress), done);
      }
    }
    // The file is another one than before, though it begins alike.
    staging.drop();
    return read(file, staging, progress);
  }

  private LogFile read(Path file, LogFileReader reader, ImportedRows rows, Staging.Done done) {
    Position resumedAfter = reader.last();
    rows.copyEvents(done);
    rows.copyClosed();
    LogFile content = LogFile.of(file, reader.header(), reader.trailer(), resumedAfter);
    rows.finishing();
    new ImportedLog(database, content, reader).makeVisible();
    return content;
  }

  /** False if what an earlier run has copied is not what the file holds now. */
  private static boolean passedOver(
      LogFileReader reader, Staging.Done done, TransferProgress progress) {
    while (reader.events() < done.events()) {
      if (reader.nextEvent() == null) {
        return false;
      }
      report(reader, progress);
    }
    return reader.checksum().equals(done.checksum());
  }
}
