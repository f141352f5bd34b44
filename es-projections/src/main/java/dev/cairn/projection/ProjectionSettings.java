package dev.cairn.projection;

import dev.cairn.InvalidInputException;
import java.time.Duration;

/**
 * How projections are run and built.
 *
 * @param lease for how long a process that vanished keeps a projection from others
 * @param pageSize how many events are handled in one transaction at most
 * @param memory how many bytes of rows a rebuild holds before it writes them down
 */
public record ProjectionSettings(Duration lease, int pageSize, long memory) {

  private static final int MOST = 100_000;

  /**
   * @throws InvalidInputException if the lease is shorter than 100 ms or longer than a day, or the size of a
   *     page or the memory is out of bounds
   */
  public ProjectionSettings {
    if (lease.toMillis() < 100 || lease.compareTo(Duration.ofDays(1)) > 0) {
      throw new InvalidInputException(
          "lease of projections", "is " + lease + "; choose 100 ms to a day");
    }
    if (pageSize < 1 || pageSize > MOST) {
      throw new InvalidInputException(
          "page size of projections", "is " + pageSize + "; choose 1 to " + MOST);
    }
    if (memory < 1) {
      throw new InvalidInputException("memory of a rebuild", "is " + memory + " bytes");
    }
  }

  /** A lease of 10 s, pages of 5,000 events, and a third of the largest heap for the rows of a rebuild. */
  public static ProjectionSettings defaults() {
    return new ProjectionSettings(
        Duration.ofSeconds(10), 5_000, Runtime.getRuntime().maxMemory() / 3);
  }

  public ProjectionSettings withLease(Duration longest) {
    return new ProjectionSettings(longest, pageSize, memory);
  }

  public ProjectionSettings withPageSize(int most) {
    return new ProjectionSettings(lease, most, memory);
  }

  public ProjectionSettings withMemory(long bytes) {
    return new ProjectionSettings(lease, pageSize, bytes);
  }
}
