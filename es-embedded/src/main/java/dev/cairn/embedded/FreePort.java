package dev.cairn.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports of 127.0.0.1 that nobody listens on.
 *
 * <p>They are below those that operating systems give to outgoing connections (Linux from 32768, others
 * from 49152). In that range a client that keeps trying to reach a stopped server can, by chance, take
 * its port.
 */
final class FreePort {

  private static final int FIRST = 15_000;
  private static final int LAST = 32_000;
  private static final int ATTEMPTS = 1_000;

  private FreePort() {}

  static int choose() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new ServerUnavailableException(
        ATTEMPTS + " ports between " + FIRST + " and " + LAST + " were tried and none is free",
        null);
  }

  /** Whether a server could listen there now. A moment later it may be taken. */
  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // as PostgreSQL does, to come back at once after a restart
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
