package dev.cairn.outbox;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * The state of a relay as Micrometer metrics, each tagged {@code relay} with its name. A relay that
 * stands by reports 0 for everything; what to alert on stands in docs/operations.md.
 */
public final class RelayMetrics implements MeterBinder {

  private final OutboxRelay relay;

  public RelayMetrics(OutboxRelay relay) {
    this.relay = relay;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Tags tags = Tags.of("relay", relay.name());
    gauge(
        registry, tags, "leader", "1 in the process that leads", state -> state.leading() ? 1 : 0);
    gauge(
        registry,
        tags,
        "waiting",
        "1 while it leads and cannot publish",
        state -> state.waiting() ? 1 : 0);
    gauge(registry, tags, "term", "How often leadership has changed hands", RelayState::term);
    gauge(
        registry,
        tags,
        "position",
        "Up to where events are published",
        state -> state.cursor().value());
    gauge(registry, tags, "lag.events", "Positions between cursor and head", RelayState::lagEvents);
    TimeGauge.builder(
            "cairn.relay.lag", relay, TimeUnit.SECONDS, known -> known.state().lagSeconds())
        .description("The age of the oldest event that is not published")
        .tags(tags)
        .register(registry);
    gauge(registry, tags, "rate", "Events published per second", RelayState::eventsPerSecond);
    gauge(
        registry,
        tags,
        "parked.streams",
        "Streams that wait for an operator",
        RelayState::parkedStreams);
    counter(registry, tags, "published", "Records published", RelayState::published);
    counter(registry, tags, "failures", "Times that publishing failed", RelayState::failures);
  }

  private void gauge(
      MeterRegistry registry,
      Tags tags,
      String name,
      String description,
      ToDoubleFunction<RelayState> value) {
    Gauge.builder("cairn.relay." + name, relay, known -> value.applyAsDouble(known.state()))
        .description(description)
        .tags(tags)
        .register(registry);
  }

  private void counter(
      MeterRegistry registry,
      Tags tags,
      String name,
      String description,
      ToDoubleFunction<RelayState> value) {
    FunctionCounter.builder(
            "cairn.relay." + name, relay, known -> value.applyAsDouble(known.state()))
        .description(description)
        .tags(tags)
        .register(registry);
  }
}
