package dev.cairn.embedded;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the broker's libraries are. They are found as this class itself is, not by the class path, which
 * may be hidden in a manifest or be one jar with everything in it.
 */
final class BrokerClassPath {

  /** One class of each library that the broker needs. */
  private static final List<String> CLASSES = List.of(
      "com.dynatrace.hash4j.hashing.Hashing",
      "com.fasterxml.jackson.annotation.JsonProperty",
      "com.fasterxml.jackson.core.JsonFactory",
      "com.fasterxml.jackson.databind.ObjectMapper",
      "com.fasterxml.jackson.datatype.jdk8.Jdk8Module",
      "com.github.benmanes.caffeine.cache.Caffeine",
      "com.github.luben.zstd.Zstd",
      "com.google.re2j.Pattern",
      "com.typesafe.scalalogging.Logger",
      "com.yammer.metrics.core.MetricsRegistry",
      "joptsimple.OptionParser",
      "kafka.server.KafkaRaftServer",
      "net.jpountz.lz4.LZ4Factory",
      "org.HdrHistogram.Histogram",
      "org.apache.commons.validator.routines.InetAddressValidator",
      "org.apache.kafka.clients.admin.Admin",
      "org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime",
      "org.apache.kafka.coordinator.group.GroupCoordinatorService",
      "org.apache.kafka.coordinator.group.api.assignor.ConsumerGroupPartitionAssignor",
      "org.apache.kafka.coordinator.share.ShareCoordinatorService",
      "org.apache.kafka.coordinator.transaction.TransactionLogConfig",
      "org.apache.kafka.metadata.storage.Formatter",
      "org.apache.kafka.raft.KafkaRaftClient",
      "org.apache.kafka.server.common.MetadataVersion",
      "org.apache.kafka.server.config.AbstractKafkaConfig",
      "org.apache.kafka.server.log.remote.storage.RemoteStorageManager",
      "org.apache.kafka.storage.internals.log.UnifiedLog",
      "org.apache.kafka.tools.api.Decoder",
      "org.apache.logging.log4j.LogManager",
      "org.jose4j.jwt.JwtClaims",
      "org.pcollections.PCollection",
      "org.slf4j.Logger",
      "org.xerial.snappy.Snappy",
      "scala.Predef",
      BrokerProgram.class.getName());

  private BrokerClassPath() {}

  /**
   * The libraries, for {@code java -cp}.
   *
   * @throws ServerUnavailableException if one is not there, or is no file that another JVM can open
   */
  static String find() {
    Set<Path> found = new LinkedHashSet<>();
    CLASSES.forEach(name -> found.add(locationOf(name)));
    return found.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  static Path locationOf(String className) {
    String resource = className.replace('.', '/') + ".class";
    URL url = BrokerClassPath.class.getClassLoader().getResource(resource);
    if (url == null) {
      throw missing(className, "is not on the class path", null);
    }
    try {
      URLConnection connection = url.openConnection();
      if (connection instanceof JarURLConnection jar) {
        return Path.of(jar.getJarFileURL().toURI());
      }
      String directory = url.toString().substring(0, url.toString().length() - resource.length());
      return Path.of(new URI(directory));
    } catch (IOException
        | URISyntaxException
        | IllegalArgumentException
        | FileSystemNotFoundException e) {
      throw missing(className, "is at " + url + ", which another JVM cannot open", e);
    }
  }

  private static ServerUnavailableException missing(
      String className, String problem, @Nullable Exception cause) {
    return new ServerUnavailableException(
        "An embedded Kafka cannot be started: the class "
            + className
            + " of its broker "
            + problem
            + ". Let org.apache.kafka:kafka_2.13 be on the class path as a plain jar, or use a broker"
            + " of your own: -Dcairn.kafka.bootstrap=host:port",
        cause);
  }
}
