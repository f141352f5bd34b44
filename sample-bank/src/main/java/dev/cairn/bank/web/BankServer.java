package dev.cairn.bank.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * Serves the bank over HTTP, until it is closed: requests that are under way are answered then, and
 * streams of events end.
 */
public final class BankServer implements AutoCloseable {

  private static final long PATIENCE_MILLIS = 10_000;
  private static final String BEGUN = "begun";

  private final ServedBank bank;
  private final ServerSettings settings;
  private final Guard guard;
  private final EventFeed feed;
  private final Rebuilds rebuilds;
  private final StateWatch watch;
  private final Metrics metrics;
  private final Javalin server;

  private BankServer(ServedBank bank, ServerSettings settings) {
    this.bank = bank;
    this.settings = settings;
    this.guard = new Guard(settings.host());
    this.feed = new EventFeed(bank.store(), settings.streams());
    this.rebuilds = new Rebuilds(bank.projections());
    this.watch = new StateWatch(bank, rebuilds, feed, settings.clock());
    this.metrics = new Metrics(bank, watch);
    this.server = Javalin.create(this::configure);
  }

  /**
   * Begins to serve the bank, which stays open for as long as the server.
   *
   * @throws io.javalin.util.JavalinBindException if the address cannot be listened on
   */
  public static BankServer start(ServedBank bank, ServerSettings settings) {
    BankServer server = new BankServer(bank, settings);
    try {
      server.watch.start();
      server.server.start(settings.host(), settings.port());
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.jetty.modifyServer(BankServer::endInGoodOrder);
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.routes.before(ctx -> {
      ctx.attribute(BEGUN, System.nanoTime());
      guard.check(ctx);
    });
    routes().forEach(route -> add(route, config));
    config.routes.exception(
        Exception.class, (failure, ctx) -> Failures.problem(failure).send(ctx));
    // Javalin has an answer of its own to these, unless they are named.
    config.routes.exception(HttpResponseException.class, BankServer::answer);
    config.routes.after(this::count);
  }

  /** Whoever asks for the head of something gets its status and its headers; Jetty leaves the body out. */
  private static void add(Route route, JavalinConfig config) {
    config.routes.addHttpHandler(route.method(), route.path(), route.handler());
    if (route.method().equals(HandlerType.GET)) {
      config.routes.addHttpHandler(HandlerType.HEAD, route.path(), route.handler());
    }
  }

  private static void answer(HttpResponseException failure, Context ctx) {
    String methods = failure.getDetails().get("availableMethods");
    if (methods != null) {
      ctx.header("Allow", methods);
    }
    Failures.problem(failure).send(ctx);
  }

  private static void endInGoodOrder(Server jetty) {
    jetty.insertHandler(new GracefulHandler());
    jetty.setStopTimeout(PATIENCE_MILLIS);
  }

  private List<Route> routes() {
    List<Route> routes = new ArrayList<>(Page.routes());
    routes.addAll(api());
    return routes;
  }

  private List<Route> api() {
    List<Route> routes = new ArrayList<>();
    Sending sending = new Sending(bank);
    routes.addAll(new AccountCommands(sending, settings).routes());
    routes.addAll(new TransferRoutes(bank, sending, settings).routes());
    routes.addAll(new AccountReads(bank).routes());
    routes.addAll(new ReadModelReads(bank).routes());
    routes.replaceAll(route -> route.after(this::requireDatabase));
    routes.addAll(new Operations(watch, rebuilds).routes());
    routes.add(Route.get("/api/events", this::follow));
    routes.add(Route.get("/metrics", metrics::show));
    routes.add(Route.get("/openapi.json", Page::openApi));
    return routes;
  }

  /** Whoever asks while it is known to be away need not wait for it. */
  private void requireDatabase(Context ctx) {
    if (!watch.newest().database()) {
      throw new RefusedRequestException(ProblemType.DATABASE_AWAY, "Try again in a moment");
    }
  }

  private void follow(Context ctx) throws IOException, InterruptedException {
    if (ctx.method().equals(HandlerType.HEAD)) {
      ctx.contentType(FeedClient.CONTENT_TYPE);
      return;
    }
    long last = Parameters.lastEvent(ctx);
    try {
      new FeedClient(bank.store(), feed, ctx.res()).run(last);
    } catch (IOException e) {
      // The client has gone, which is how a feed ends.
    }
  }

  private void count(Context ctx) {
    Long begun = ctx.attribute(BEGUN);
    if (begun != null) {
      Endpoint endpoint = ctx.endpoints().matchedHttpEndpoint();
      metrics.answered(ctx, endpoint == null ? "none" : endpoint.path, System.nanoTime() - begun);
    }
  }

  /** What can be asked of it beside the files of the page, such as {@code GET /api/accounts}. */
  List<String> described() {
    return api().stream().map(Route::toString).toList();
  }

  /** Where it listens. */
  public URI uri() {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return URI.create("http://" + host + ":" + server.port());
  }

  /** Whether only this machine can reach it. */
  public static boolean isLocal(String host) {
    return Guard.isLoopback(host);
  }

  @Override
  public void close() {
    feed.close();
    server.stop();
    watch.close();
    rebuilds.close();
    metrics.close();
  }
}
