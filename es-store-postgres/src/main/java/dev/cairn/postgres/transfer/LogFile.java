package dev.cairn.postgres.transfer;

import dev.cairn.event.Position;
import dev.cairn.store.LogIdentity;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What a complete file of a log holds.
 *
 * @param log which log it is, and in which of its lives it was exported
 * @param from the range begins with this position
 * @param upTo and ends with this one
 * @param events how many there are in it
 * @param last the position of the last of them
 * @param closedStreams how many of its streams were closed
 * @param sha256 over everything before the last line, uncompressed; in hexadecimal digits
 * @param resumedAfter the last position that an earlier, interrupted run had done
 */
public record LogFile(
    Path file,
    LogIdentity log,
    Position from,
    Position upTo,
    Instant exportedAt,
    long events,
    Position last,
    long closedStreams,
    String sha256,
    Position resumedAfter) {

  static LogFile of(Path file, Header header, Trailer trailer, Position resumedAfter) {
    return new LogFile(
        file,
        header.identity(),
        header.from(),
        header.upTo(),
        header.exportedAt(),
        trailer.events(),
        trailer.last(),
        trailer.closedStreams(),
        trailer.sha256(),
        resumedAfter);
  }
}
