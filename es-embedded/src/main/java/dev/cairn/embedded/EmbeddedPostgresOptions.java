package dev.cairn.embedded;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How an {@link EmbeddedPostgres} is run.
 *
 * @param port the port of 127.0.0.1 to listen on; 0 for the one used last on this directory if it is
 *     free, or else any free one
 * @param settings settings of the server by name, such as {@code wal_level}; while it runs so, they win
 *     over {@code ALTER SYSTEM}
 * @param startTimeout how long the server may take to become ready, including recovery after a crash
 * @param stopTimeout how long the server may take to write everything out before it is ended the hard
 *     way
 */
public record EmbeddedPostgresOptions(
    int port, Map<String, String> settings, Duration startTimeout, Duration stopTimeout) {

  private static final Pattern SETTING = Pattern.compile("[a-z_][a-z0-9_.]*");
  private static final Set<String> OURS = Set.of(
      "port", "listen_addresses", "unix_socket_directories", "data_directory", "external_pid_file");

  public EmbeddedPostgresOptions {
    if (port < 0 || port > 65535) {
      throw new InvalidServerOptionException("port", "is " + port + "; it must be 0 to 65535");
    }
    positive("start timeout", startTimeout);
    positive("stop timeout", stopTimeout);
    Map<String, String> copy = new LinkedHashMap<>(settings);
    copy.keySet().forEach(EmbeddedPostgresOptions::checkName);
    settings = Collections.unmodifiableMap(copy);
  }

  private static void positive(String option, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new InvalidServerOptionException(option, "is " + duration + "; it must be positive");
    }
  }

  private static void checkName(String setting) {
    if (!SETTING.matcher(setting).matches()) {
      throw new InvalidServerOptionException(
          "setting '" + setting + "'", "is not the name of a setting of PostgreSQL");
    }
    if (OURS.contains(setting)) {
      throw new InvalidServerOptionException(
          "setting " + setting, "is chosen by the embedded server and cannot be given");
    }
  }

  /**
   * Any free port; durable ({@code fsync}, {@code full_page_writes} and {@code synchronous_commit} on),
   * 200 connections, 128 MB of shared buffers; a minute to start, a minute to stop.
   */
  public static EmbeddedPostgresOptions defaults() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("fsync", "on");
    settings.put("full_page_writes", "on");
    settings.put("synchronous_commit", "on");
    settings.put("max_connections", "200");
    settings.put("shared_buffers", "128MB");
    return new EmbeddedPostgresOptions(0, settings, Duration.ofMinutes(1), Duration.ofMinutes(1));
  }

  public EmbeddedPostgresOptions withPort(int number) {
    return new EmbeddedPostgresOptions(number, settings, startTimeout, stopTimeout);
  }

  /** With these settings instead of those of the same name; the others stay. */
  public EmbeddedPostgresOptions withSettings(Map<String, String> some) {
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.putAll(some);
    return new EmbeddedPostgresOptions(port, all, startTimeout, stopTimeout);
  }

  /** With one setting more, or changed. */
  public EmbeddedPostgresOptions withSetting(String name, String value) {
    return withSettings(Map.of(name, value));
  }

  public EmbeddedPostgresOptions withStartTimeout(Duration atMost) {
    return new EmbeddedPostgresOptions(port, settings, atMost, stopTimeout);
  }

  public EmbeddedPostgresOptions withStopTimeout(Duration atMost) {
    return new EmbeddedPostgresOptions(port, settings, startTimeout, atMost);
  }
}
