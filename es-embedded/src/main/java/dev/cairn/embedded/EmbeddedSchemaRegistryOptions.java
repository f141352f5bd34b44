package dev.cairn.embedded;

import java.time.Duration;

/**
 * How an {@link EmbeddedSchemaRegistry} is run.
 *
 * @param port the port of 127.0.0.1 to listen on; 0 for the one used last on this directory if it is
 *     free, or else any free one
 * @param heapMegabytes the heap of the registry's JVM
 * @param startTimeout how long the registry may take to become ready
 * @param stopTimeout how long the registry may take to stop before it is ended the hard way
 */
public record EmbeddedSchemaRegistryOptions(
    int port, int heapMegabytes, Duration startTimeout, Duration stopTimeout) {

  private static final int SMALLEST_HEAP = 64;

  public EmbeddedSchemaRegistryOptions {
    if (port < 0 || port > 65535) {
      throw new InvalidServerOptionException("port", "is " + port + "; it must be 0 to 65535");
    }
    if (heapMegabytes < SMALLEST_HEAP) {
      throw new InvalidServerOptionException(
          "heap", "is " + heapMegabytes + " MB; it must be at least " + SMALLEST_HEAP);
    }
    positive("start timeout", startTimeout);
    positive("stop timeout", stopTimeout);
  }

  private static void positive(String option, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new InvalidServerOptionException(option, "is " + duration + "; it must be positive");
    }
  }

  /** Any free port; 128 MB of heap; two minutes to start, half a minute to stop. */
  public static EmbeddedSchemaRegistryOptions defaults() {
    return new EmbeddedSchemaRegistryOptions(0, 128, Duration.ofMinutes(2), Duration.ofSeconds(30));
  }

  public EmbeddedSchemaRegistryOptions withPort(int number) {
    return new EmbeddedSchemaRegistryOptions(number, heapMegabytes, startTimeout, stopTimeout);
  }

  public EmbeddedSchemaRegistryOptions withHeapMegabytes(int megabytes) {
    return new EmbeddedSchemaRegistryOptions(port, megabytes, startTimeout, stopTimeout);
  }

  public EmbeddedSchemaRegistryOptions withStartTimeout(Duration atMost) {
    return new EmbeddedSchemaRegistryOptions(port, heapMegabytes, atMost, stopTimeout);
  }

  public EmbeddedSchemaRegistryOptions withStopTimeout(Duration atMost) {
    return new EmbeddedSchemaRegistryOptions(port, heapMegabytes, startTimeout, atMost);
  }
}
