package dev.cairn.embedded;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * The broker's own process. Arguments: the directory of its files, and how many milliseconds an
 * orderly stop may take.
 *
 * <p>Makes the data if there are none yet, starts the broker, says so in the process file, and stops the
 * broker in order on SIGTERM.
 */
final class BrokerProgram {

  private static final int FAILED = 1;

  private BrokerProgram() {}

  public static void main(String[] args) {
    ServerDirectory files = new ServerDirectory(Path.of(args[0]));
    long stopMillis = Long.parseLong(args[1]);
    try {
      Path processFile = ProcessFile.ofKafka(files).file();
      Files.writeString(processFile, ProcessHandle.current().pid() + "\n");
      BrokerData data = new BrokerData(files);
      if (!data.areThere()) {
        data.make();
      }
      KafkaBroker broker = KafkaBroker.start(new PropertiesFile(files.settings()).read());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker, stopMillis)));
      Files.writeString(processFile, "ready\n", StandardOpenOption.APPEND);
    } catch (InvocationTargetException e) {
      fail(e.getTargetException());
    } catch (IOException | ReflectiveOperationException e) {
      fail(e);
    }
  }

  /** Threads of the broker may run already, and would keep a process that is of no use. */
  private static void fail(Throwable cause) {
    cause.printStackTrace();
    Runtime.getRuntime().halt(FAILED);
  }

  /** Nobody may be left to kill a broker that does not manage to stop. */
  private static void stop(KafkaBroker broker, long atMostMillis) {
    Thread guard = new Thread(() -> {
      try {
        TimeUnit.MILLISECONDS.sleep(atMostMillis);
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
