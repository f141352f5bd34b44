package dev.cairn.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The broker's own process. Arguments: the directory of its files, and how many seconds an orderly stop
 * may take.
 *
 * <p>Makes the data if there are none yet, starts the broker, says so in the process file, and stops the
 * broker in order on SIGTERM.
 */
final class BrokerProgram {

  private static final int FAILED = 1;

  private BrokerProgram() {}

  public static void main(String[] args) {
    ServerDirectory files = new ServerDirectory(Path.of(args[0]));
    long stopSeconds = Long.parseLong(args[1]);
    try {
      Path processFile = ProcessFile.ofKafka(files).file();
      Files.writeString(processFile, ProcessHandle.current().pid() + "\n");
      if (!Files.exists(files.data())) {
        files.makeData(BrokerProgram::format);
      }
      KafkaBroker broker = KafkaBroker.start(new PropertiesFile(files.settings()).read());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker, stopSeconds)));
      Files.writeString(processFile, "ready\n", StandardOpenOption.APPEND);
    } catch (Exception e) {
      // Threads of the broker may run already, and would keep a process that is of no use.
      e.printStackTrace();
      Runtime.getRuntime().halt(FAILED);
    }
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

  /** Nobody may be left to kill a broker that does not manage to stop. */
  private static void stop(KafkaBroker broker, long atMostSeconds) {
    Thread guard = new Thread(() -> {
      try {
        TimeUnit.SECONDS.sleep(atMostSeconds);
        Runtime.getRuntime().halt(FAILED);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    guard.setDaemon(true);
    guard.start();
    try {
      broker.shutdown();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the broker was not stopped in order", e);
    }
  }
}
