package dev.cairn.outbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between a client and a server on this machine that can break. */
final class ServerProxy implements AutoCloseable {

  private final int serverPort;
  private final ServerSocket listening;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean silent;

  ServerProxy(int serverPort) {
    this.serverPort = serverPort;
    try {
      this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError("No port to listen on", e);
    }
    run("accept", this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Closes every connection to both sides; new ones may be made. */
  void cut() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new AssertionError("A socket does not close", e);
      }
    }
    sockets.clear();
  }

  /** Keeps what is sent from now on, without closing anything: the other side is gone without a word. */
  void fallSilent() {
    silent = true;
  }

  /** Lets bytes pass again. What was kept is lost, so the connections that there were are cut. */
  void speakAgain() {
    cut();
    silent = false;
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
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      sockets.add(client);
      sockets.add(server);
      run("to-server", () -> pump(client, server));
      run("to-client", () -> pump(server, client));
    }
  }

  private void pump(Socket from, Socket to) throws IOException {
    byte[] bytes = new byte[65_536];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
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
    cut();
  }
}
