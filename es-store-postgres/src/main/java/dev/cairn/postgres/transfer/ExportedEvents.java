package dev.cairn.postgres.transfer;

import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.postgres.transfer.PartialFile.Done;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes events to a file, member by member. Not thread-safe. */
final class ExportedEvents {

  /** How much a member holds, uncompressed: as much as an export that is killed does again. */
  private static final int MEMBER = 4 * 1024 * 1024;

  private final PartialFile partial;
  private final LineWriter lines;
  private final Header header;
  private final TransferProgress progress;
  private long count;
  private Position last;

  ExportedEvents(PartialFile partial, LineWriter lines, Done done, TransferProgress progress) {
    this.partial = partial;
    this.lines = lines;
    this.header = done.header();
    this.progress = progress;
    this.count = done.events();
    this.last = done.last();
    progress.reached(last);
  }

  void add(RecordedEvent event) {
    EventLine.write(event, lines);
    count++;
    last = event.position();
    if (writeIfFull(partial, lines)) {
      progress.reached(last);
    }
  }

  /** Writes the lines if they are a member's worth. */
  static boolean writeIfFull(PartialFile partial, LineWriter lines) {
    if (lines.size() < MEMBER) {
      return false;
    }
    try {
      partial.write(lines);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void flush() throws IOException {
    partial.write(lines);
    progress.reached(header.upTo());
  }

  /** Where the log is to be read from. */
  Position after() {
    long before = header.from().value() - 1;
    return last.value() > before ? last : new Position(before);
  }

  long count() {
    return count;
  }

  Position last() {
    return last;
  }
}
