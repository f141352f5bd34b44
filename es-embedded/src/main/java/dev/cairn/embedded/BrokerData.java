package dev.cairn.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The data of a broker, and what is remembered beside them.
 *
 * @param files of the broker
 */
record BrokerData(ServerDirectory files) {

  boolean areThere() {
    return Files.exists(files.data());
  }

  /** Makes them, all or nothing: those of a cluster of one node. */
  void make() throws IOException {
    files.makeData(BrokerData::format);
  }

  private static void format(Path fresh) throws IOException {
    try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream())) {
      new Formatter()
          .setPrintStream(silent)
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(BrokerSettings.NODE)
          .setControllerListenerName(BrokerSettings.CONTROLLER)
          .setDirectories(List.of(fresh.toString()))
          .setMetadataLogDirectory(fresh.toString())
          .run();
    } catch (Exception e) { // what it declares
      throw new IOException("the data could not be made", e);
    }
  }

  /**
   * Makes sure that they can be opened.
   *
   * @throws ServerFileException if they are not those of a broker
   * @throws DirectoryInUseException if a broker that somebody else started works on them
   */
  void requireUsable() {
    Path made = files.data().resolve("meta.properties");
    if (!Files.exists(made)) {
      throw new ServerFileException(
          "find the data of a Kafka broker in",
          files.data(),
          new NoSuchFileException(made.toString()));
    }
    Path lockedByKafka = files.data().resolve(".lock");
    try (FileChannel channel =
            FileChannel.open(lockedByKafka, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new DirectoryInUseException(files.root(), OptionalLong.empty());
      }
    } catch (OverlappingFileLockException e) {
      throw new DirectoryInUseException(
          files.root(), OptionalLong.of(ProcessHandle.current().pid()));
    } catch (IOException e) {
      throw new ServerFileException("lock", lockedByKafka, e);
    }
  }

  /** None if a broker has never been ready there. */
  Ports lastPorts() {
    if (!Files.exists(files.identity())) {
      return Ports.NONE;
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

  void remember(Ports used) {
    Map<String, String> numbers = new LinkedHashMap<>();
    used.numbers().forEach((name, number) -> numbers.put(name, String.valueOf(number)));
    new PropertiesFile(files.identity())
        .write(numbers, "The ports of the broker whose data are here, by listener");
  }
}
