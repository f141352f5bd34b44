package dev.cairn.embedded;

import dev.cairn.embedded.internal.BrokerLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Knows how Kafka is run: in a JVM of its own, since a broker that fails halts its JVM. */
final class Broker implements ServerKind {

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
    String osName = System.getProperty("os.name", "");
    if (!Platform.hasShell(osName)) {
      throw UnsupportedPlatformException.ofKafka(osName);
    }
    ProcessFile.ofKafka(files).awaitNone(options.stopTimeout());
    BrokerData data = new BrokerData(files);
    if (data.areThere()) {
      data.requireUsable();
    }
    if (options.listeners().values().stream().anyMatch(BrokerSettings::hasTls)) {
      new TlsKeys(files).make();
    }
    Ports lastPorts = data.areThere() ? data.lastPorts() : Ports.NONE;
    return new Broker(files, options, BrokerClassPath.find(), lastPorts);
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
    new BrokerData(files).remember(used);
  }

  @Override
  public List<String> command(Ports ports) throws IOException {
    new PropertiesFile(files.settings())
        .write(BrokerSettings.of(options, files, ports), "What the broker is told at every start");
    List<String> command = new ArrayList<>();
    command.add(Jvm.program("java"));
    if (options.fastStart()) {
      command.addAll(Jvm.FAST_START);
    }
    command.addAll(List.of(
        "-Xmx" + options.heapMegabytes() + "m",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.io.tmpdir=" + files.emptyTemporaryDirectory(),
        "-Dslf4j.provider=" + BrokerLog.class.getName(),
        "-Dslf4j.internal.verbosity=WARN",
        "-Dlog4j2.statusLoggerLevel=OFF", // nobody listens to Log4j there
        BrokerProgram.class.getName(),
        files.root().toString(),
        String.valueOf(options.stopTimeout().toMillis())));
    return command;
  }

  @Override
  public void adjust(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("KAFKA_"));
    Jvm.clean(environment);
    // Not an argument: those that follow thousands of characters are not seen by other processes.
    environment.put("CLASSPATH", classPath);
  }

  @Override
  public boolean isReady(long pid) {
    return ProcessFile.ofKafka(files).isReady(pid);
  }

  @Override
  public boolean foundPortTaken(String log) {
    return log.contains("Socket server failed to bind");
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
