package dev.cairn.bank.web;

import io.javalin.http.Context;
import java.util.List;

/** What operators look at and do. */
final class Operations {

  private final StateWatch watch;
  private final Rebuilds rebuilds;

  Operations(StateWatch watch, Rebuilds rebuilds) {
    this.watch = watch;
    this.rebuilds = rebuilds;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/api/state", ctx -> Json.send(ctx, watch.newest())),
        Route.get("/api/lag", ctx -> Json.send(ctx, watch.lags())),
        Route.post("/api/projections/{projection}/rebuild", this::rebuild),
        Route.get("/health", ctx -> Json.send(ctx, new Health("up"))),
        Route.get("/ready", this::ready));
  }

  /** That the process is alive. */
  record Health(String status) {}

  /**
   * Whether requests can be answered.
   *
   * @param missing read models that were never built
   */
  record Readiness(boolean ready, boolean database, List<String> missing) {}

  private void rebuild(Context ctx) {
    Rebuilds.Run begun = rebuilds.begin(ctx.pathParam("projection"));
    ctx.status(202).header("Location", "/api/state");
    Json.send(ctx, begun);
  }

  private void ready(Context ctx) {
    StateWatch.State state = watch.newest();
    List<String> missing = state.projections().stream()
        .filter(projection -> !projection.live())
        .map(ProjectionState::name)
        .toList();
    boolean ready = state.database() && missing.isEmpty();
    ctx.status(ready ? 200 : 503);
    Json.send(ctx, new Readiness(ready, state.database(), missing));
  }
}
