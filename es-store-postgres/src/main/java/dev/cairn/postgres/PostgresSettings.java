package dev.cairn.postgres;

import dev.cairn.InvalidInputException;
import dev.cairn.store.AppendLimits;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How a {@link PostgresEventStore} works with its database.
 *
 * @param schema the schema that holds the log; several logs live in one database under several schemas
 * @param limits what one append may hold
 * @param lockWait how long an append waits for another transaction that holds the lock of the log
 * @param recovery how long a call keeps trying to reach a database that is away
 * @param pollInterval how often subscriptions look for events when no notification has woken them
 * @param checksRevisions whether a log with events that the codec cannot read is refused when it is opened
 */
public record PostgresSettings(
    String schema,
    AppendLimits limits,
    Duration lockWait,
    Duration recovery,
    Duration pollInterval,
    boolean checksRevisions) {

  private static final Pattern SCHEMA = Pattern.compile("(?!pg_)[a-z_][a-z0-9_]{0,39}");

  public PostgresSettings {
    if (!SCHEMA.matcher(schema).matches()) {
      throw new InvalidInputException(
          "schema name",
          "'" + schema
              + "' is not 1 to 40 lower-case letters, digits and underscores, begins with a digit, or begins like the schemas of"
              + " PostgreSQL itself, with pg_");
    }
    positive("lock wait", lockWait);
    positive("recovery time", recovery);
    positive("poll interval", pollInterval);
  }

  private static void positive(String subject, Duration duration) {
    if (duration.toMillis() < 1 || duration.compareTo(Duration.ofDays(1)) > 0) {
      throw new InvalidInputException(
          subject, "is " + duration + "; it must be between a millisecond and a day");
    }
  }

  /**
   * Schema {@code cairn}, a wait of 10 seconds for the lock, 30 seconds for the database, a poll every
   * second.
   */
  public static PostgresSettings defaults() {
    return new PostgresSettings(
        "cairn",
        AppendLimits.defaults(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(1),
        true);
  }

  /**
   * How long the server may say nothing while it is waited for, where a connection has no limit of its own.
   * An append is silent for as long as it waits for the lock.
   */
  int longestSilenceMillis() {
    return Math.toIntExact(Math.max(1_000, lockWait.plus(recovery).toMillis()));
  }

  public PostgresSettings withSchema(String name) {
    return new PostgresSettings(name, limits, lockWait, recovery, pollInterval, checksRevisions);
  }

  public PostgresSettings withLimits(AppendLimits all) {
    return new PostgresSettings(schema, all, lockWait, recovery, pollInterval, checksRevisions);
  }

  public PostgresSettings withLockWait(Duration atMost) {
    return new PostgresSettings(schema, limits, atMost, recovery, pollInterval, checksRevisions);
  }

  public PostgresSettings withRecovery(Duration atMost) {
    return new PostgresSettings(schema, limits, lockWait, atMost, pollInterval, checksRevisions);
  }

  public PostgresSettings withPollInterval(Duration interval) {
    return new PostgresSettings(schema, limits, lockWait, recovery, interval, checksRevisions);
  }

  /** For tools that look at what is stored: they can do so though nobody could read it. */
  public PostgresSettings withoutRevisionCheck() {
    return new PostgresSettings(schema, limits, lockWait, recovery, pollInterval, false);
  }
}
