package dev.cairn.outbox.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/** Where a broker is. */
record BrokerAddress(String host, int port) {

  static final String BOOTSTRAP = "bootstrap.servers";

  /** A resolver that is away may otherwise take half a minute. */
  private static final Duration RESOLVING = Duration.ofSeconds(3);

  /** The entries of {@code bootstrap.servers} as they stand there. */
  static List<String> entries(Map<String, String> settings) {
    return Arrays.stream(settings.getOrDefault(BOOTSTRAP, "").split(","))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  /** Those entries that can be read. */
  static List<BrokerAddress> list(Map<String, String> settings) {
    return entries(settings).stream().flatMap(entry -> parsed(entry).stream()).toList();
  }

  /** As the clients read it. */
  static Optional<BrokerAddress> parsed(String entry) {
    try {
      String host = Utils.getHost(entry);
      Integer port = Utils.getPort(entry);
      return host == null || host.isEmpty() || port == null || port < 1 || port > 65535
          ? Optional.empty()
          : Optional.of(new BrokerAddress(host, port));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether it is this machine in any case; a name that nobody knows in time is not. */
  boolean isLoopback() {
    return CompletableFuture.supplyAsync(this::allAddressesAreLoopback)
        .completeOnTimeout(false, RESOLVING.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private boolean allAddressesAreLoopback() {
    try {
      return Stream.of(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return Utils.formatAddress(host, port);
  }
}
