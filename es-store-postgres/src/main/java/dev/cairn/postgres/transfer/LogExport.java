package dev.cairn.postgres.transfer;

import dev.cairn.InvalidInputException;
import dev.cairn.event.Position;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.inspection.LogFacts;
import dev.cairn.postgres.transfer.PartialFile.Done;
import dev.cairn.store.LogIdentity;
import dev.cairn.store.LogRead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes the log, or a range of it, to a file from which {@link LogImport} makes the same log elsewhere.
 * It only reads, in bounded memory, and the log may be in use: what is appended after the export has begun
 * is not in the file.
 *
 * <p>The file has its name when it is complete and on the disk; until then its name ends with {@code
 * .partial}. An export that was broken off goes on from there when it is run again.
 */
public final class LogExport {

  private final PostgresEventStore store;
  private final Clock clock;
  private final Position from;
  private final @Nullable Position upTo;

  private LogExport(PostgresEventStore store, Clock clock, Position from, @Nullable Position upTo) {
    this.store = store;
    this.clock = clock;
    this.from = from;
    this.upTo = upTo;
  }

  /** Of the whole log, as it is when the export begins. */
  public static LogExport of(PostgresEventStore store) {
    return new LogExport(store, Clock.systemUTC(), Position.of(1), null);
  }

  /** The same, beginning with a position. Only what begins with the first event can be imported. */
  public LogExport from(Position first) {
    if (first.equals(Position.START)) {
      throw new InvalidInputException(
          "position", "0 is before the first event; a range begins at 1");
    }
    return new LogExport(store, clock, first, upTo);
  }

  /** The same, ending with a position. */
  public LogExport upTo(Position last) {
    return new LogExport(store, clock, from, last);
  }

  /**
   * Writes it, or what an earlier run has left to do.
   *
   * @throws LogFileException if the file is there already, cannot be written, or what is there of it belongs
   *     to another log or range
   * @throws InvalidInputException if the range ends after the log, or before it begins
   */
  public LogFile write(Path file, TransferProgress progress) {
    if (Files.exists(file)) {
      throw new LogFileException(file, "is there already: choose another name, or remove it", null);
    }
    try (PartialFile partial = new PartialFile(file)) {
      return write(file, partial, progress);
    } catch (UncheckedIOException e) {
      throw new LogFileException(file, "cannot be written: " + e.getCause(), e);
    } catch (IOException e) {
      throw new LogFileException(file, "cannot be written: " + e, e);
    }
  }

  private LogFile write(Path file, PartialFile partial, TransferProgress progress)
      throws IOException {
    LogFacts facts = LogFacts.of(store.database());
    Header header = header(facts);
    LineWriter lines = new LineWriter();
    Done done = partial.resume();
    if (done == null) {
      header.writeTo(lines);
      facts.incarnations().forEach(incarnation -> IncarnationLine.write(incarnation, lines));
      partial.write(lines);
      done = new Done(header, 0, Position.START, null);
    } else {
      requireSame(file, done, facts);
    }
    ExportedEvents events = new ExportedEvents(partial, lines, done, progress);
    store.readLog(
        LogRead.after(events.after()).withUpTo(done.header().upTo()).stored(), events::add);
    events.flush();
    requireSameLog(file, done.header(), LogFacts.of(store.database()));
    long closed = writeClosed(done.header(), partial, lines);
    Trailer trailer = new Trailer(events.count(), events.last(), closed, partial.checksum());
    trailer.writeTo(lines);
    partial.complete(lines);
    return LogFile.of(file, done.header(), trailer, done.last());
  }

  private long writeClosed(Header header, PartialFile partial, LineWriter lines)
      throws IOException {
    AtomicLong closed = new AtomicLong();
    ClosedStreamPages.read(store.database(), header, line -> {
      line.writeTo(lines);
      closed.incrementAndGet();
      ExportedEvents.writeIfFull(partial, lines);
    });
    partial.write(lines);
    return closed.get();
  }

  private Header header(LogFacts facts) {
    Position end = upTo == null ? facts.head() : upTo;
    if (end.isAfter(facts.head())) {
      throw new InvalidInputException(
          "position", end + " is after the last event of the log, at " + facts.head());
    }
    if (from.isAfter(end) && from.value() > 1) {
      throw new InvalidInputException("range", "from " + from + " to " + end + " is none");
    }
    return new Header(identity(facts), facts.createdAt(), from, end, clock.instant());
  }

  private static LogIdentity identity(LogFacts facts) {
    return new LogIdentity(facts.id(), facts.incarnations().size());
  }

  private void requireSame(Path file, Done done, LogFacts now) {
    requireSameLog(file, done.header(), now);
    Position end = done.header().upTo();
    if (!done.header().from().equals(from) || (upTo != null && !upTo.equals(end))) {
      throw new LogFileException(
          file,
          "was begun with the range from " + done.header().from() + " to " + end
              + ": go on with that, or remove its .partial",
          null);
    }
    EventLine written = done.lastEvent();
    if (written != null
        && store
            .find(written.id())
            .filter(found -> found.position().equals(done.last()))
            .isEmpty()) {
      throw new LogFileException(
          file,
          "was begun when the log had another event at position " + done.last()
              + ": remove its .partial, and begin anew",
          null);
    }
  }

  /** Also not gone back to an earlier moment while its events were read. */
  private static void requireSameLog(Path file, Header begun, LogFacts now) {
    if (!begun.identity().equals(identity(now)) || begun.upTo().isAfter(now.head())) {
      throw new LogFileException(
          file,
          "was begun from the log " + begun.identity() + " up to " + begun.upTo() + ", and this is "
              + identity(now) + " up to " + now.head() + ": remove its .partial, and begin anew",
          null);
    }
  }
}
