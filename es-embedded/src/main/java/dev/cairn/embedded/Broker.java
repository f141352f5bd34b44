package dev.cairn.embedded;

import dev.cairn.embedded.internal.BrokerLog;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Knows how Kafka is run: in a JVM of its own, since a broker that fails halts its JVM. */
final class Broker implements ServerKind {

  private static final Set<String> STEERING =
      Set.of("CLASSPATH", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  private final ServerDirectory files;
  private final EmbeddedKafkaOptions options;
  private final String classPath;
  private Ports lastPorts;

  private Broker(
      ServerDirectory files, EmbeddedKafkaOptions options, String classPath, Ports lastPorts) {
    this.files = files;
    this.options = options;
    this.classPath = classPath;
    this.lastPorts = lastPorts;
  }

  /**
   * @throws DirectoryInUseException if another broker works on the data
   * @throws ServerFileException if the data are not those of a broker
   */
  static Broker prepare(ServerDirectory files, EmbeddedKafkaOptions options) {
    ProcessFile.ofKafka(files).awaitNone(options.stopTimeout());
    if (!Files.exists(files.data())) {
      return new Broker(files, options, BrokerClassPath.find(), Ports.NONE);
    }
    requireUnused(files);
    return new Broker(files, options, BrokerClassPath.find(), portsIn(files));
  }

  /** A broker that somebody else started there has locked this file. */
  private static void requireUnused(ServerDirectory files) {
    Path file = files.data().resolve(".lock");
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new DirectoryInUseException(files.root(), OptionalLong.empty());
      }
    } catch (OverlappingFileLockException e) {
      throw new DirectoryInUseException(
          files.root(), OptionalLong.of(ProcessHandle.current().pid()));
    } catch (IOException e) {
      throw new ServerFileException("lock", file, e);
    }
  }

  private static Ports portsIn(ServerDirectory files) {
    Path made = files.data().resolve("meta.properties");
    if (!Files.exists(made)) {
      throw new ServerFileException(
          "find the data of a Kafka broker in",
          files.data(),
          new NoSuchFileException(made.toString()));
    }
    if (!Files.exists(files.identity())) {
      return Ports.NONE; // its first start was cut short
    }
    try {
      Map<String, Integer> numbers = new LinkedHashMap<>();
      new PropertiesFile(files.identity())
          .read()
          .forEach((name, number) -> numbers.put(name, Integer.valueOf(number)));
      return new Ports(numbers);
    } catch (IOException | NumberFormatException e) {
      throw new ServerFileException("read what is known of the data from", files.identity(), e);
    }
  }

  @Override
  public Ports promisedPorts() {
    Map<String, Integer> numbers = new LinkedHashMap<>();
    numbers.put(BrokerSettings.PLAIN, options.port());
    numbers.put(BrokerSettings.CONTROLLER, 0);
    options.listeners().keySet().forEach(name -> numbers.put(name, 0));
    return new Ports(numbers);
  }

  @Override
  public Ports lastPorts() {
    return lastPorts;
  }

  @Override
  public void remember(Ports used) {
    lastPorts = used;
    Map<String, String> numbers = new LinkedHashMap<>();
    used.numbers().forEach((name, number) -> numbers.put(name, String.valueOf(number)));
    new PropertiesFile(files.identity())
        .write(numbers, "The ports of the broker whose data are here, by listener");
  }

  @Override
  public List<String> command(Ports ports) {
    new PropertiesFile(files.settings())
        .write(BrokerSettings.of(options, files, ports), "What the broker is told at every start");
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + options.heapMegabytes() + "m",
        "-XX:+ExitOnOutOfMemoryError",
        "-Dslf4j.provider=" + BrokerLog.class.getName(),
        "-Dslf4j.internal.verbosity=WARN",
        "-Dlog4j2.statusLoggerLevel=OFF", // Kafka names it, and does without it
        "-cp",
        classPath,
        BrokerProgram.class.getName(),
        files.root().toString(),
        String.valueOf(options.stopTimeout().toSeconds()));
  }

  @Override
  public void clean(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("KAFKA_") || STEERING.contains(name));
  }

  @Override
  public boolean isReady(long pid) {
    return ProcessFile.ofKafka(files).isReady(pid);
  }

  @Override
  public boolean foundPortTaken(String log) {
    return log.contains("Address already in use");
  }

  @Override
  public boolean foundRemains(String log) {
    return log.contains("Failed to acquire lock on file .lock");
  }

  @Override
  public Duration startTimeout() {
    return options.startTimeout();
  }

  @Override
  public Duration stopTimeout() {
    return options.stopTimeout();
  }

  @Override
  public String stopSignal() {
    return "TERM";
  }

  @Override
  public String abandonSignal() {
    return "KILL";
  }
}
