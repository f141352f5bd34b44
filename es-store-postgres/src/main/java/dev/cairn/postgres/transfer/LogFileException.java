package dev.cairn.postgres.transfer;

import dev.cairn.CairnException;
import dev.cairn.event.Position;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of a log cannot be written or read, or does not hold what an export wrote. */
public final class LogFileException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final long line;
  private final transient Position after;

  LogFileException(Path file, String problem, @Nullable Throwable cause) {
    super(file + " " + problem, cause);
    this.file = file;
    this.line = 0;
    this.after = Position.START;
  }

  LogFileException(Path file, Place place, String problem) {
    super(file + ", line " + place.line() + " (after position " + place.after() + "): " + problem);
    this.file = file;
    this.line = place.line();
    this.after = place.after();
  }

  /**
   * Where something is in a file.
   *
   * @param after the last event before it
   */
  record Place(long line, Position after) {}

  public Path file() {
    return file;
  }

  /** Counted from 1, in what the file holds uncompressed; 0 if it is the file as a whole. */
  public long line() {
    return line;
  }

  /** The position of the last event before that line. */
  public Position after() {
    return after;
  }
}
