package dev.cairn.bank.web;

import io.javalin.http.Context;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pages of other sites from using the bank through the browser of somebody who can reach it: there
 * is no login that would.
 */
final class Guard {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Set<String> OWN = Set.of("same-origin", "none");

  /** Nothing from elsewhere, and no script or style in the markup. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final boolean local;

  /**
   * @param host the address that the server listens on
   */
  Guard(String host) {
    this.local = isLoopback(host);
  }

  static boolean isLoopback(String host) {
    return LOOPBACK.contains(host) || host.equals("::1");
  }

  /**
   * @throws RefusedRequestException if the request comes from another site's page
   */
  void check(Context ctx) {
    headers(ctx);
    String host = ctx.header("Host");
    if (local && !LOOPBACK.contains(withoutPort(host))) {
      // By a name of their own that leads here, somebody else's page would be ours.
      throw new RefusedRequestException(
          ProblemType.UNKNOWN_HOST, "It is reached as localhost or 127.0.0.1");
    }
    boolean reading = isReading(ctx);
    if (isForeign(ctx, host, reading)) {
      throw new RefusedRequestException(
          ProblemType.FOREIGN_PAGE, "The bank is used from its own page, or from no page");
    }
    String type = ctx.contentType();
    if (!reading && (type == null || !type.matches("(?i)application/json *(;.*)?"))) {
      throw new RefusedRequestException(
          ProblemType.NOT_JSON, "Send the body with Content-Type: application/json");
    }
  }

  /** What browsers say; other clients say nothing, and are no page. A link from elsewhere is followed. */
  private static boolean isForeign(Context ctx, @Nullable String host, boolean reading) {
    String site = ctx.header("Sec-Fetch-Site");
    if (site != null) {
      boolean isLink = reading && "navigate".equals(ctx.header("Sec-Fetch-Mode"));
      return !OWN.contains(site) && !isLink;
    }
    String origin = ctx.header("Origin");
    return !reading && origin != null && !isOwn(origin, host);
  }

  private static boolean isReading(Context ctx) {
    return switch (ctx.method().name()) {
      case "GET", "HEAD", "OPTIONS" -> true;
      default -> false;
    };
  }

  private static boolean isOwn(String origin, @Nullable String host) {
    return origin.equals("http://" + host) || origin.equals("https://" + host);
  }

  private static String withoutPort(@Nullable String host) {
    return host == null ? "" : host.replaceFirst(":[0-9]+$", "");
  }

  private static void headers(Context ctx) {
    ctx.header("Content-Security-Policy", POLICY);
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Referrer-Policy", "no-referrer");
    ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    ctx.header("Cache-Control", "no-store");
  }
}
