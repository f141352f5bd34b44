package dev.cairn.embedded;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Knows how Apicurio Registry is run: in a JVM of its own, with its data in a file of H2. */
final class Registry implements ServerKind {

  /** The name of its one port. */
  static final String HTTP = "http";

  private static final String INTERFACE = "/apis/ccompat/v7";
  private static final int ANSWER_MILLIS = 2_000;

  /** A shell that says which process it is before it becomes the registry, which says so nowhere. */
  private static final String NOTED = "echo $$ >\"$0\" && exec \"$@\"";

  private final ServerDirectory files;
  private final EmbeddedSchemaRegistryOptions options;
  private final Path jar;
  private Ports lastPorts;
  private Ports candidate = Ports.NONE;

  private Registry(
      ServerDirectory files, EmbeddedSchemaRegistryOptions options, Path jar, Ports lastPorts) {
    this.files = files;
    this.options = options;
    this.jar = jar;
    this.lastPorts = lastPorts;
  }

  /**
   * @param program what the registry was unpacked into
   * @throws DirectoryInUseException if another registry works on the data
   */
  static Registry prepare(
      ServerDirectory files, Path program, EmbeddedSchemaRegistryOptions options) {
    String osName = System.getProperty("os.name", "");
    if (!Platform.hasShell(osName)) {
      throw UnsupportedPlatformException.ofSchemaRegistry(osName);
    }
    Path jar = jarIn(program);
    ProcessFile.ofRegistry(files).awaitNone(options.stopTimeout());
    return new Registry(files, options, jar, rememberedPorts(files));
  }

  private static Path jarIn(Path program) {
    try (Stream<Path> below = Files.walk(program, 2)) {
      return below
          .filter(path -> String.valueOf(path.getFileName()).endsWith("-runner.jar"))
          .findFirst()
          .map(Path::toAbsolutePath)
          .orElseThrow(() -> new ServerUnavailableException(
              "There is no schema registry in " + program
                  + ": unpack io.apicurio:apicurio-registry-app, type tar.gz, classifier all, there.",
              null));
    } catch (IOException e) {
      throw new ServerFileException("find a schema registry in", program, e);
    }
  }

  private static Ports rememberedPorts(ServerDirectory files) {
    if (!Files.exists(files.identity())) {
      return Ports.NONE;
    }
    try {
      String port = new PropertiesFile(files.identity()).read().getOrDefault(HTTP, "0");
      return Ports.of(HTTP, Integer.parseInt(port));
    } catch (IOException | NumberFormatException e) {
      throw new ServerFileException("read what is known of the data from", files.identity(), e);
    }
  }

  static URI url(int port) {
    return URI.create("http://127.0.0.1:" + port + INTERFACE);
  }

  @Override
  public Ports promisedPorts() {
    return Ports.of(HTTP, options.port());
  }

  @Override
  public Ports lastPorts() {
    return lastPorts;
  }

  @Override
  public void remember(Ports used) {
    lastPorts = used;
    new PropertiesFile(files.identity())
        .write(
            Map.of(HTTP, String.valueOf(used.of(HTTP))),
            "The port of the registry whose data are here");
  }

  @Override
  public List<String> command(Ports ports) throws IOException {
    candidate = ports;
    Files.createDirectories(files.data());
    List<String> command = new ArrayList<>(List.of("sh", "-c", NOTED));
    command.add(ProcessFile.ofRegistry(files).file().toString());
    command.add(Jvm.program("java"));
    command.addAll(Jvm.FAST_START);
    command.addAll(List.of(
        "-Xmx" + options.heapMegabytes() + "m",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.io.tmpdir=" + files.emptyTemporaryDirectory(),
        "-Dquarkus.http.host=127.0.0.1",
        "-Dquarkus.http.port=" + ports.of(HTTP),
        "-Dquarkus.log.level=WARN",
        "-Dquarkus.log.console.json=false",
        "-Dapicurio.datasource.url=" + database(),
        "-jar",
        jar.toString(),
        files.root().toString()));
    return command;
  }

  /** Writes to the disk at once, so that a kill costs nothing that was answered. */
  private String database() {
    return "jdbc:h2:file:" + files.data().resolve("registry")
        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
  }

  @Override
  public void adjust(Map<String, String> environment) {
    environment
        .keySet()
        .removeIf(name -> name.startsWith("QUARKUS_") || name.startsWith("APICURIO_"));
    Jvm.clean(environment);
  }

  @Override
  public boolean isReady(long pid) {
    try {
      HttpURLConnection connection = (HttpURLConnection)
          URI.create(url(candidate.of(HTTP)) + "/subjects").toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(ANSWER_MILLIS);
      connection.setReadTimeout(ANSWER_MILLIS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false; // nobody listens there yet
    }
  }

  @Override
  public boolean foundPortTaken(String log) {
    return log.contains("seems to be in use by another process") || log.contains("already bound");
  }

  @Override
  public boolean foundRemains(String log) {
    return log.contains("Database may be already in use");
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
