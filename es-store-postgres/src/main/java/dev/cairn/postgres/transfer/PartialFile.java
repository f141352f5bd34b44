package dev.cairn.postgres.transfer;

import dev.cairn.event.Position;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of a log while it is written, under a name of its own until it is complete. What a run that was
 * killed left of it is gone on with, from the last GZIP member that is whole. Not thread-safe.
 */
final class PartialFile implements AutoCloseable {

  private final Path file;
  private final Path partial;
  private final FileChannel channel;
  private Checksum checksum = new Checksum();

  PartialFile(Path file) throws IOException {
    this.file = file;
    this.partial = file.resolveSibling(file.getFileName() + ".partial");
    this.channel = FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locked()) {
      channel.close();
      throw new LogFileException(partial, "is being written by another export", null);
    }
  }

  private boolean locked() throws IOException {
    try {
      // Given back with the channel, or with the process.
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * What an earlier run has done.
   *
   * @param last the last event that it wrote, and its id in the file
   */
  record Done(
      Header header, long events, Position last, @Nullable EventLine lastEvent) {}

  /** Goes on after what an earlier run has done; null if that is nothing. */
  @Nullable
  Done resume() throws IOException {
    Done done = null;
    long end = 0;
    try (LineReader lines = new LineReader(partial, Integer.MAX_VALUE - 8)) {
      Checksum whole = checksum.copy();
      Done next = member(lines, null, whole);
      while (next != null) {
        done = next;
        end = lines.consumed();
        checksum = whole.copy();
        next = member(lines, done, whole);
      }
    } catch (LogFileException e) {
      // Here it was killed: what follows is half of a member, or what a crash of the system left of
      // it.
    }
    channel.truncate(end);
    channel.position(end);
    return done;
  }

  /** What there is with one more member of it; null if there is none that can be gone on after. */
  private static @Nullable Done member(LineReader lines, @Nullable Done before, Checksum whole) {
    if (!lines.nextMember()) {
      return null;
    }
    Done done = before;
    for (Line line = lines.next(); line != null; line = lines.next()) {
      if (done == null) {
        done = new Done(Header.read(line), 0, Position.START, null);
      } else if (line.beginsWith(EventLine.BEGINNING)) {
        EventLine event = EventLine.read(line);
        done = new Done(done.header(), done.events() + 1, new Position(event.position()), event);
      } else if (!line.beginsWith(IncarnationLine.BEGINNING)) {
        // The last member, which is quickly written again.
        return null;
      }
      whole.addLine(lines.bytes(), lines.length());
    }
    return done;
  }

  /** Writes lines as a member, after which the next run can go on. */
  void write(LineWriter lines) throws IOException {
    if (lines.size() == 0) {
      return;
    }
    checksum.add(lines.bytes(), lines.size());
    append(lines);
    lines.clear();
  }

  /** Over all lines so far. */
  String checksum() {
    return checksum.soFar();
  }

  private void append(LineWriter lines) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream(lines.size() / 4 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(lines.bytes(), 0, lines.size());
    }
    ByteBuffer bytes = ByteBuffer.wrap(compressed.toByteArray());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Writes the last member and gives the file its name, when it is safely on the disk. */
  void complete(LineWriter lines) throws IOException {
    append(lines);
    channel.force(true);
    if (Files.exists(file)) {
      throw new LogFileException(file, "has appeared meanwhile, and is left as it is", null);
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    forceDirectory();
  }

  /** The new name is on the disk, too, where the system lets a directory be opened. */
  private void forceDirectory() {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      return;
    }
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    } catch (IOException e) {
      // Windows does not, and keeps names by itself.
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
