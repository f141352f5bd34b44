package dev.cairn.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * A network between driver and server that can break: bytes pass through it in both directions until it
 * is told to keep them.
 */
final class ServerProxy implements AutoCloseable {

  private final int serverPort;
  private final ServerSocket listening;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile BooleanSupplier cut = () -> false;
  private volatile boolean silent;

  ServerProxy(int serverPort) throws IOException {
    this.serverPort = serverPort;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    run("accept", this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /**
   * Keeps the next answer of the server for which the condition holds, and closes that connection to both
   * sides. Once; other answers pass.
   */
  void cutOnce(BooleanSupplier condition) {
    cuts.set(0);
    cut = () -> condition.getAsBoolean() && cuts.compareAndSet(0, 1);
  }

  /** How many connections have been cut since {@link #cutOnce}. */
  int cuts() {
    return cuts.get();
  }

  /** Keeps everything from now on, without closing anything: the other side is gone without a word. */
  void fallSilent() {
    silent = true;
  }

  private interface Task {
    void run() throws IOException;
  }

  private static void run(String name, Task task) {
    Thread thread = new Thread(
        () -> {
          try {
            task.run();
          } catch (IOException e) {
            // One of the sides is gone, and the other is told by closing.
          }
        },
        "proxy-" + name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      sockets.add(client);
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      sockets.add(server);
      run("to-server", () -> pump(client, server, false));
      run("to-client", () -> pump(server, client, true));
    }
  }

  private void pump(Socket from, Socket to, boolean fromServer) throws IOException {
    byte[] bytes = new byte[65_536];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        if (fromServer && cut.getAsBoolean()) {
          return;
        }
        if (!silent) {
          out.write(bytes, 0, read);
          out.flush();
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
