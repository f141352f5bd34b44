package dev.cairn.registry;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A real registry behind what mostly stands before one: TLS with a certificate of its own, and a login.
 * Apicurio itself knows users by OpenID Connect only.
 */
final class GuardedRegistry implements AutoCloseable {

  static final String LOGIN = "Basic YW5uOnMzY3JldA=="; // ann:s3cret
  private static final String PASSWORD = "changeit";

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI registry;
  private final Path certificate;

  GuardedRegistry(URI registry, Path directory)
      throws IOException, InterruptedException, GeneralSecurityException {
    this.registry = registry;
    Path keys = directory.resolve("keys.p12");
    this.certificate = directory.resolve("certificate.pem");
    keytool(
        "-genkeypair",
        "-keystore",
        keys,
        "-storepass",
        PASSWORD,
        "-alias",
        "server",
        "-keyalg",
        "EC",
        "-dname",
        "CN=registry",
        "-ext",
        "SAN=ip:127.0.0.1");
    keytool(
        "-exportcert",
        "-rfc",
        "-keystore",
        keys,
        "-storepass",
        PASSWORD,
        "-alias",
        "server",
        "-file",
        certificate);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
    server.setExecutor(threads);
    server.createContext("/", exchange -> {
      try (exchange) {
        handle(exchange);
      }
    });
    server.start();
  }

  private static void keytool(Object... arguments) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
    if (process.waitFor() != 0) {
      throw new IOException("keytool has failed: " + command);
    }
  }

  private static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  /** The address with TLS. */
  String url() {
    return "https://127.0.0.1:" + server.getAddress().getPort() + "/behind";
  }

  /** Whom to trust. */
  Path certificate() {
    return certificate;
  }

  private void handle(HttpExchange exchange) throws IOException {
    if (!LOGIN.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"registry\"");
      exchange.sendResponseHeaders(401, -1);
      return;
    }
    String path = exchange.getRequestURI().toString().substring("/behind".length());
    Headers headers = exchange.getRequestHeaders();
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(registry + path))
        .method(
            exchange.getRequestMethod(),
            HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    if (headers.containsKey("Content-Type")) {
      request.header("Content-Type", headers.getFirst("Content-Type"));
    }
    try {
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
