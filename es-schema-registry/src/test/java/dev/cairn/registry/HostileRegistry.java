package dev.cairn.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers as no real registry can be made to. */
final class HostileRegistry implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** What answers the request of that number, from 1. */
  interface Answers {
    void answer(int number, HttpExchange exchange) throws IOException;
  }

  record Request(String method, String path, String authorization) {}

  HostileRegistry(Answers answers) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> {
      requests.add(new Request(
          exchange.getRequestMethod(),
          exchange.getRequestURI().toString(),
          String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))));
      answers.answer(requests.size(), exchange);
      exchange.close();
    });
    server.start();
  }

  /** Always the same. */
  static HostileRegistry answering(int status, String body) {
    return new HostileRegistry((number, exchange) -> send(exchange, status, body));
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  RegistrySettings settings() {
    return RegistrySettings.at("http://127.0.0.1:" + server.getAddress().getPort() + "/apis/");
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
