package dev.cairn.postgres.transfer;

import dev.cairn.event.Position;
import dev.cairn.postgres.inspection.LogFacts.Incarnation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a file from its first line to its last, and refuses what cannot be right. Not thread-safe. */
final class LogFileReader implements AutoCloseable {

  private final Path file;
  private final LineReader lines;
  private final Checksum checksum = new Checksum();
  private final Header header;
  private final List<Incarnation> incarnations = new ArrayList<>();
  private @Nullable Line ahead;
  private long events;
  private long closedStreams;
  private Position last = Position.START;

  LogFileReader(Path file, int longestLine) {
    this.file = file;
    this.lines = new LineReader(file, longestLine);
    try {
      this.header = Header.read(line());
      pass();
      while (line().beginsWith(IncarnationLine.BEGINNING)) {
        addIncarnation(IncarnationLine.read(line()));
        pass();
      }
      if (incarnations.size() != header.identity().incarnation()) {
        throw lines.broken("the log is in incarnation " + header.identity().incarnation()
            + ", and the file tells of " + incarnations.size());
      }
    } catch (RuntimeException e) {
      lines.close();
      throw e;
    }
  }

  private void addIncarnation(Incarnation incarnation) {
    if (incarnation.number() != incarnations.size() + 1) {
      throw lines.broken("incarnation " + incarnation.number() + " stands where incarnation "
          + (incarnations.size() + 1) + " should");
    }
    incarnations.add(incarnation);
  }

  /** The line that is next. */
  private Line line() {
    Line next = ahead;
    while (next == null) {
      next = lines.next();
      if (next == null && !lines.nextMember()) {
        throw lines.broken("the file ends here, before its last line: it is not complete");
      }
    }
    ahead = next;
    return next;
  }

  /** Counts the line in, and lets go of it. */
  private void pass() {
    checksum.addLine(lines.bytes(), lines.length());
    ahead = null;
  }

  Header header() {
    return header;
  }

  List<Incarnation> incarnations() {
    return incarnations;
  }

  /** The next event; null if there are no more. */
  @Nullable
  EventLine nextEvent() {
    Line line = line();
    if (!line.beginsWith(EventLine.BEGINNING)) {
      return null;
    }
    EventLine event = EventLine.read(line);
    if (event.position() <= last.value()
        || event.position() < header.from().value()
        || event.position() > header.upTo().value()) {
      throw lines.broken("position " + event.position() + " cannot stand here, in a range from "
          + header.from() + " to " + header.upTo());
    }
    if (event.version() < 1) {
      throw lines.broken("a stream has no version 0");
    }
    pass();
    events++;
    last = new Position(event.position());
    lines.passed(last);
    return event;
  }

  /** The next closed stream; null if there are no more. */
  @Nullable
  ClosedLine nextClosed() {
    Line line = line();
    if (!line.beginsWith(ClosedLine.BEGINNING)) {
      return null;
    }
    ClosedLine closed = ClosedLine.read(line);
    pass();
    closedStreams++;
    return closed;
  }

  /** The last line, if it says of everything before it what was read. */
  Trailer trailer() {
    Trailer trailer = Trailer.read(line());
    if (!trailer.sha256().equals(checksum.soFar())) {
      throw lines.broken("the checksum is wrong: this is not what was exported");
    }
    if (trailer.events() != events
        || trailer.closedStreams() != closedStreams
        || !trailer.last().equals(last)) {
      throw lines.broken("it counts other events than there are");
    }
    if (lines.next() != null || lines.nextMember()) {
      throw lines.broken("something follows the last line");
    }
    return trailer;
  }

  /** How many events were read. */
  long events() {
    return events;
  }

  /** The position of the last of them. */
  Position last() {
    return last;
  }

  /** The number of the last line that was read. */
  long lineNumber() {
    return ahead == null ? lines.number() : lines.number() - 1;
  }

  /** Of everything that was read. */
  String checksum() {
    return checksum.soFar();
  }

  /** Something is wrong with a line that was read before. */
  LogFileException broken(LogFileException.Place place, String problem) {
    return new LogFileException(file, place, problem);
  }

  @Override
  public void close() {
    lines.close();
  }
}
