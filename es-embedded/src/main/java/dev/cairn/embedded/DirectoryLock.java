package dev.cairn.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The right to work in a directory: held by one holder of one process at a time, and given up by the
 * operating system when that process dies, however it dies.
 */
final class DirectoryLock implements AutoCloseable {

  private static final String FILE = "lock";

  /**
   * Starts the names of the system properties that list what this process holds. The file cannot tell:
   * a process that opens a file it has locked, and closes it, has lost its lock. A static set cannot
   * tell either: the other holder may live under another class loader.
   */
  private static final String HELD = DirectoryLock.class.getName() + ":";

  private final Path directory;
  private final FileChannel channel;
  private boolean closed;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the lock of an existing directory, without waiting.
   *
   * @throws DirectoryInUseException if it is held
   */
  static DirectoryLock take(Path existing) {
    try {
      return takeReal(existing, existing.toRealPath());
    } catch (IOException e) {
      throw new ServerFileException("lock", existing, e);
    }
  }

  /**
   * Takes the lock of an existing directory, waiting for a holder that is expected to be brief.
   *
   * @throws DirectoryInUseException if it is still held after that time
   */
  static DirectoryLock await(Path existing, Duration atMost) {
    Deadline deadline = Deadline.after(atMost);
    while (true) {
      try {
        return take(existing);
      } catch (DirectoryInUseException e) {
        if (!deadline.pause()) {
          throw e;
        }
      }
    }
  }

  private static DirectoryLock takeReal(Path asked, Path directory) throws IOException {
    if (System.getProperties().putIfAbsent(HELD + directory, "") != null) {
      throw new DirectoryInUseException(
          asked, OptionalLong.of(ProcessHandle.current().pid()));
    }
    DirectoryLock lock = null;
    try {
      lock = lockFile(directory);
      if (lock == null) {
        throw new DirectoryInUseException(asked, holder(directory));
      }
      return lock;
    } finally {
      if (lock == null) {
        System.getProperties().remove(HELD + directory);
      }
    }
  }

  private static @Nullable DirectoryLock lockFile(Path directory) throws IOException {
    FileChannel channel = FileChannel.open(
        directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      // The bytes that say who holds it stay readable where locks are mandatory.
      lock = channel.tryLock(1L << 32, 1, false);
      if (lock == null) {
        return null;
      }
      byte[] holder = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
      channel.write(ByteBuffer.wrap(holder), 0);
      channel.truncate(holder.length);
      return new DirectoryLock(directory, channel);
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
  }

  private static OptionalLong holder(Path directory) throws IOException {
    String pid =
        Files.readString(directory.resolve(FILE), StandardCharsets.US_ASCII).strip();
    return pid.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(pid)) : OptionalLong.empty();
  }

  /** Gives the lock back; a second time does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      channel.close();
    } catch (IOException e) {
      throw new ServerFileException("unlock", directory, e);
    } finally {
      System.getProperties().remove(HELD + directory);
    }
  }
}
