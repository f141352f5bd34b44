package dev.cairn.embedded;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/**
 * How an {@link EmbeddedKafka} is run.
 *
 * @param port the port of 127.0.0.1 to listen on; 0 for the one used last on this directory if it is
 *     free, or else any free one
 * @param settings settings of the broker by name, such as {@code message.max.bytes}
 * @param listeners what the broker listens on besides the plain listener, and how it is secured, by name
 * @param scramUsers the passwords of the users that SASL listeners let in, by name
 * @param heapMegabytes the heap of the broker's JVM
 * @param startTimeout how long the broker may take to become ready, including recovery after a crash
 * @param stopTimeout how long the broker may take to write everything out before it is ended the hard
 *     way
 */
public record EmbeddedKafkaOptions(
    int port,
    Map<String, String> settings,
    Map<String, SecurityProtocol> listeners,
    Map<String, String> scramUsers,
    int heapMegabytes,
    boolean fastStart,
    Duration startTimeout,
    Duration stopTimeout) {

  private static final int SMALLEST_HEAP = 64;
  private static final Pattern SETTING = Pattern.compile("[a-z][a-z0-9_.-]*");
  private static final Pattern LISTENER = Pattern.compile("[A-Z][A-Z0-9_]*");
  private static final Set<String> OURS = Set.of(
      "process.roles",
      "node.id",
      "broker.id",
      "broker.rack",
      "listeners",
      "advertised.listeners",
      "listener.security.protocol.map",
      "inter.broker.listener.name",
      "security.inter.broker.protocol",
      "early.start.listeners",
      "controller.listener.names",
      "controller.quorum.voters",
      "controller.quorum.bootstrap.servers",
      "log.dir",
      "log.dirs",
      "metadata.log.dir");

  public EmbeddedKafkaOptions {
    if (port < 0 || port > 65535) {
      throw new InvalidServerOptionException("port", "is " + port + "; it must be 0 to 65535");
    }
    if (heapMegabytes < SMALLEST_HEAP) {
      throw new InvalidServerOptionException(
          "heap", "is " + heapMegabytes + " MB; it must be at least " + SMALLEST_HEAP);
    }
    positive("start timeout", startTimeout);
    positive("stop timeout", stopTimeout);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    settings.keySet().forEach(EmbeddedKafkaOptions::checkSetting);
    listeners = Collections.unmodifiableMap(new LinkedHashMap<>(listeners));
    listeners.keySet().forEach(EmbeddedKafkaOptions::checkListener);
    scramUsers = Collections.unmodifiableMap(new LinkedHashMap<>(scramUsers));
    if (scramUsers.containsKey("") || scramUsers.containsValue("")) {
      throw new InvalidServerOptionException("SCRAM user", "has no name or no password");
    }
  }

  private static void positive(String option, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new InvalidServerOptionException(option, "is " + duration + "; it must be positive");
    }
  }

  private static void checkSetting(String setting) {
    if (!SETTING.matcher(setting).matches()) {
      throw new InvalidServerOptionException(
          "setting '" + setting + "'", "is not the name of a setting of Kafka");
    }
    if (OURS.contains(setting)) {
      throw new InvalidServerOptionException(
          "setting " + setting, "is chosen by the embedded server and cannot be given");
    }
  }

  private static void checkListener(String listener) {
    if (!LISTENER.matcher(listener).matches()) {
      throw new InvalidServerOptionException(
          "listener '" + listener + "'", "is not upper-case letters, digits and underscores");
    }
    if (BrokerSettings.PLAIN.equals(listener) || BrokerSettings.CONTROLLER.equals(listener)) {
      throw new InvalidServerOptionException("listener " + listener, "is there anyway");
    }
  }

  /**
   * Any free port; a single node whose own topics have one partition and one replica, so that it starts
   * fast; topics are only made when somebody creates them; 256 MB of heap; a {@linkplain #withFastStart
   * fast start}; two minutes to start, a minute to stop.
   */
  public static EmbeddedKafkaOptions defaults() {
    return new EmbeddedKafkaOptions(
        0,
        BrokerSettings.DEFAULTS,
        Map.of(),
        Map.of(),
        256,
        true,
        Duration.ofMinutes(2),
        Duration.ofMinutes(1));
  }

  public EmbeddedKafkaOptions withPort(int number) {
    return new EmbeddedKafkaOptions(
        number,
        settings,
        listeners,
        scramUsers,
        heapMegabytes,
        fastStart,
        startTimeout,
        stopTimeout);
  }

  /** With these settings instead of those of the same name; the others stay. */
  public EmbeddedKafkaOptions withSettings(Map<String, String> some) {
    return new EmbeddedKafkaOptions(
        port,
        joined(settings, some),
        listeners,
        scramUsers,
        heapMegabytes,
        fastStart,
        startTimeout,
        stopTimeout);
  }

  /** With one setting more, or changed. */
  public EmbeddedKafkaOptions withSetting(String name, String value) {
    return withSettings(Map.of(name, value));
  }

  /**
   * With one listener more; {@link EmbeddedKafka#clientSettings(String)} says how to reach it.
   *
   * <ul>
   *   <li>{@code SSL}, {@code SASL_SSL}: the broker has a key, made for it, that {@code 127.0.0.1} and
   *       {@code localhost} are proven by
   *   <li>{@code SSL}: clients have to show a certificate that the broker trusts
   *   <li>{@code SASL_SSL}, {@code SASL_PLAINTEXT}: clients have to be {@linkplain #withScramUser users}
   * </ul>
   *
   * <p>Settings that begin with {@code listener.name.} and its name in lower case change that.
   *
   * @param name upper-case letters, digits and underscores
   */
  public EmbeddedKafkaOptions withListener(String name, SecurityProtocol protocol) {
    return new EmbeddedKafkaOptions(
        port,
        settings,
        joined(listeners, Map.of(name, protocol)),
        scramUsers,
        heapMegabytes,
        fastStart,
        startTimeout,
        stopTimeout);
  }

  /** With a user who has this password, SCRAM-SHA-512, from when the server is there. */
  public EmbeddedKafkaOptions withScramUser(String name, String password) {
    return new EmbeddedKafkaOptions(
        port,
        settings,
        listeners,
        joined(scramUsers, Map.of(name, password)),
        heapMegabytes,
        fastStart,
        startTimeout,
        stopTimeout);
  }

  public EmbeddedKafkaOptions withHeapMegabytes(int megabytes) {
    return new EmbeddedKafkaOptions(
        port, settings, listeners, scramUsers, megabytes, fastStart, startTimeout, stopTimeout);
  }

  /**
   * Whether the broker's code is compiled quickly rather than well, and its memory collected by one
   * thread: it then starts with half the work and takes less while idle, but cannot carry as much. For
   * measurements, not.
   */
  public EmbeddedKafkaOptions withFastStart(boolean fast) {
    return new EmbeddedKafkaOptions(
        port, settings, listeners, scramUsers, heapMegabytes, fast, startTimeout, stopTimeout);
  }

  public EmbeddedKafkaOptions withStartTimeout(Duration atMost) {
    return new EmbeddedKafkaOptions(
        port, settings, listeners, scramUsers, heapMegabytes, fastStart, atMost, stopTimeout);
  }

  public EmbeddedKafkaOptions withStopTimeout(Duration atMost) {
    return new EmbeddedKafkaOptions(
        port, settings, listeners, scramUsers, heapMegabytes, fastStart, startTimeout, atMost);
  }

  private static <V> Map<String, V> joined(Map<String, V> all, Map<String, V> some) {
    Map<String, V> joined = new LinkedHashMap<>(all);
    joined.putAll(some);
    return joined;
  }

  /** Names the settings and users; their values may be secret. */
  @Override
  public String toString() {
    return "EmbeddedKafkaOptions[port=" + port + ", settings=" + settings.keySet() + ", listeners="
        + listeners + ", scramUsers=" + scramUsers.keySet() + ", heapMegabytes=" + heapMegabytes
        + ", startTimeout=" + startTimeout + ", stopTimeout=" + stopTimeout + "]";
  }
}
