package dev.cairn.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a registry over HTTP, again while that may help. Every request of its interface can be repeated:
 * to register what is registered changes nothing. Thread-safe.
 */
final class RegistryClient {

  private static final Logger log = LoggerFactory.getLogger(RegistryClient.class);

  /** The type of its interface, and the plain one for those that do not know it. */
  private static final String JSON = "application/vnd.schemaregistry.v1+json";

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final int TOO_MANY_REQUESTS = 429;

  private final RegistrySettings settings;
  private final HttpClient http;
  private final @Nullable String authorization;

  RegistryClient(RegistrySettings settings) {
    this.settings = settings;
    HttpClient.Builder builder = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        // A login is for the address that was given, and for no other.
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(settings.connectTimeout());
    if (settings.tls() != null) {
      builder.sslContext(settings.tls());
    }
    this.http = builder.build();
    this.authorization = settings.login() == null ? null : basic(settings.login());
    if (authorization != null && "http".equalsIgnoreCase(settings.url().getScheme())) {
      log.warn(
          "The password of {} for the schema registry goes to {} in clear text; use https",
          settings.login(),
          settings.url());
    }
  }

  private static String basic(RegistrySettings.Login login) {
    String both = login.user() + ":" + login.password();
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
  }

  /**
   * What a registry has answered.
   *
   * @param request what it was asked, for messages
   */
  record Answer(String request, int status, String body) {

    boolean isOk() {
      return status == 200;
    }
  }

  URI uri(String path) {
    return URI.create(settings.url() + path);
  }

  /**
   * Asks until there is an answer that is none of a failure, or every attempt is used.
   *
   * @throws RegistryUnavailableException if there was none
   * @throws UnexpectedAnswerException if one was longer than may be
   */
  Answer ask(String method, String path, @Nullable String body) {
    HttpRequest request = request(method, path, body);
    String described = method + " " + request.uri();
    for (int attempt = 1; ; attempt++) {
      Failure failure;
      try {
        HttpResponse<byte[]> response = answer(request);
        if (!isTransient(response.statusCode())) {
          return new Answer(described, response.statusCode(), text(response));
        }
        failure = new Failure(
            "cannot now: it answered " + response.statusCode() + " " + excerpt(text(response)),
            null);
      } catch (LimitedBody.TooLargeException e) {
        throw new UnexpectedAnswerException(described, 200, "a body of " + e.getMessage(), e);
      } catch (TimeoutException e) {
        failure = new Failure("has not answered for " + settings.timeout(), e);
      } catch (IOException e) {
        failure = new Failure(unreachable(e), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RegistryUnavailableException(
            described, attempt, "was not waited for: this thread was interrupted", e);
      }
      if (attempt == settings.attempts() || !paused(attempt)) {
        throw new RegistryUnavailableException(
            described, attempt, failure.problem(), failure.cause());
      }
      log.debug("Attempt {} of {} failed: {}", attempt, described, failure.problem());
    }
  }

  private record Failure(String problem, @Nullable Exception cause) {}

  private HttpRequest request(String method, String path, @Nullable String body) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(uri(path))
        .timeout(settings.timeout())
        .header("Accept", JSON + ", application/json")
        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      builder.header("Content-Type", JSON);
    }
    // With the first request: an Authenticator would ask twice, and answer to any realm.
    if (authorization != null) {
      builder.header("Authorization", authorization);
    }
    return builder.build();
  }

  /** The client's own timeout ends with the headers, and a body can take for ever. */
  private HttpResponse<byte[]> answer(HttpRequest request)
      throws IOException, InterruptedException, TimeoutException {
    CompletableFuture<HttpResponse<byte[]>> response =
        http.sendAsync(request, ignored -> new LimitedBody(settings.largestAnswer()));
    boolean answered = false;
    try {
      HttpResponse<byte[]> whole =
          response.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
      answered = true;
      return whole;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException known) {
        throw known;
      }
      throw new IOException(e.getCause());
    } finally {
      if (!answered) {
        response.cancel(true);
      }
    }
  }

  private static boolean isTransient(int status) {
    return status >= 500 || status == TOO_MANY_REQUESTS || status == 408;
  }

  /** The JDK's exceptions of failed connections mostly have no message. */
  private static String unreachable(IOException e) {
    if (e instanceof SSLException) {
      return "cannot be trusted, or does not trust this client: " + e.getMessage();
    }
    Throwable cause = e.getCause();
    String why = e.getMessage() == null && cause != null ? cause.toString() : e.toString();
    return "cannot be reached: " + why;
  }

  private boolean paused(int attempt) {
    try {
      TimeUnit.MILLISECONDS.sleep(FIRST_PAUSE_MILLIS << attempt);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  /** The beginning of an answer, as one line. */
  static String excerpt(String body) {
    String line = body.substring(0, Math.min(body.length(), 1_000)).strip().replaceAll("\\s+", " ");
    return line.length() > 300 ? line.substring(0, 300) + "..." : line;
  }
}
