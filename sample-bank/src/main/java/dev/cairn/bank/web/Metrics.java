package dev.cairn.bank.web;

import dev.cairn.outbox.RelayMetrics;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What Prometheus reads: requests, projections, the relay, and the process. */
final class Metrics implements AutoCloseable {

  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  Metrics(ServedBank bank, StateWatch watch) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    bank.relay().ifPresent(relay -> new RelayMetrics(relay).bindTo(registry));
    Gauge.builder("cairn.log.head", watch, known -> known.newest().head())
        .description("The position of the last event")
        .register(registry);
    for (String name : bank.projections().names()) {
      gauge(watch, name, "lag.events", "Positions behind the log", ProjectionState::lagEvents);
      gauge(
          watch,
          name,
          "lag.seconds",
          "Age of the oldest event that is not shown",
          ProjectionState::lagSeconds);
      gauge(
          watch,
          name,
          "parked.keys",
          "Keys that wait for an operator",
          ProjectionState::parkedKeys);
    }
  }

  private void gauge(
      StateWatch watch,
      String projection,
      String name,
      String description,
      ToDoubleFunction<ProjectionState> value) {
    Gauge.builder(
            "cairn.projection." + name,
            watch,
            known -> known.newest().projections().stream()
                .filter(state -> state.name().equals(projection))
                .mapToDouble(value)
                .findFirst()
                .orElse(Double.NaN))
        .description(description)
        .tag("projection", projection)
        .register(registry);
  }

  /** Counts an answered request under its route, so that no client can invent another series. */
  void answered(Context ctx, String route, long nanos) {
    Timer.builder("http.server.requests")
        .description("Requests answered")
        .tags(
            "method",
            ctx.method().name(),
            "route",
            route,
            "status",
            Integer.toString(ctx.statusCode()))
        .register(registry)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  void show(Context ctx) {
    ctx.contentType(CONTENT_TYPE).result(registry.scrape(CONTENT_TYPE));
  }

  @Override
  public void close() {
    registry.close();
  }
}
