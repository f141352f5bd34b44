package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.cli.CliEvents.Deposited;
import dev.cairn.cli.CliEvents.NoticeSent;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamAppend;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code es events trace}. */
final class TraceEventIT {

  private final OperatedLog log = new OperatedLog();

  @AfterEach
  void close() {
    log.close();
  }

  private NewEvent event(@Nullable UUID cause) {
    EventMetadata metadata = EventMetadata.none();
    return NewEvent.of(
        new NoticeSent("n"), cause == null ? metadata : metadata.withCausationId(cause));
  }

  /** Appends an event of that cause to a stream of its own, and returns its id. */
  private UUID caused(@Nullable UUID cause) {
    NewEvent event = event(cause);
    log.store()
        .append(StreamId.of("step", event.id().toString()), ExpectedVersion.any(), List.of(event));
    return event.id();
  }

  private JsonNode trace(Object event, String... options) {
    List<String> args = new ArrayList<>(List.of("events", "trace", event.toString(), "--json"));
    args.addAll(List.of(options));
    return log.es(args.toArray(String[]::new)).ok().json();
  }

  private static List<String> shape(JsonNode trace) {
    List<String> shape = new ArrayList<>();
    trace
        .get("events")
        .forEach(event -> shape.add(event.get("depth").asInt() + " " + event.get("position")));
    return shape;
  }

  @Test
  void showsTheWholeTreeWhereverItIsAsked() {
    UUID command = UUID.randomUUID();
    UUID first = caused(command); // 1
    caused(null); // 2, of another story
    UUID second = caused(first); // 3
    UUID third = caused(first); // 4
    UUID fourth = caused(second); // 5
    caused(UUID.randomUUID()); // 6, of another story
    UUID fifth = caused(fourth); // 7
    caused(third); // 8

    List<String> tree = List.of("0 1", "1 3", "2 5", "3 7", "1 4", "2 8");
    for (UUID asked : List.of(first, second, third, fourth, fifth)) {
      JsonNode trace = trace(asked);
      assertThat(shape(trace)).isEqualTo(tree);
      assertThat(trace.get("event").asText()).isEqualTo(asked.toString());
      assertThat(trace.get("outsideCause").asText()).isEqualTo(command.toString());
      assertThat(trace.get("complete").asBoolean()).isTrue();
      assertThat(trace.get("events").get(3).get("causedBy").asText()).isEqualTo(fourth.toString());
    }
    assertThat(shape(trace(5))).isEqualTo(tree);
    assertThat(log.es("events", "trace", fifth.toString()).ok().out().lines())
        .hasSize(7)
        .first()
        .asString()
        .contains(command.toString());
    assertThat(log.es("events", "trace", fifth.toString()).out().lines())
        .filteredOn(line -> line.startsWith("*"))
        .singleElement()
        .asString()
        .contains(fifth.toString());
  }

  @Test
  void theEventsOfOneCommandAreTold() {
    UUID command = UUID.randomUUID();
    log.append(CliEvents.account(1), new Deposited(1, ""));
    List<NewEvent> events = List.of(event(command), event(command));
    log.store()
        .append(List.of(
            new StreamAppend(CliEvents.account(2), ExpectedVersion.any(), events),
            new StreamAppend(
                CliEvents.account(1), ExpectedVersion.any(), List.of(event(command)))));
    assertThat(shape(trace(4))).containsExactly("0 2", "0 3", "0 4");
  }

  @Test
  void anEventWithoutACauseIsItsOwnTree() {
    UUID lone = caused(null);
    caused(null);
    JsonNode trace = trace(lone);
    assertThat(shape(trace)).containsExactly("0 1");
    assertThat(trace.get("outsideCause").isNull()).isTrue();
  }

  @Test
  void metadataThatMakesNoSenseIsNoCause() {
    log.execute("""
        select cairn.append_event(1000, 'account:9', 0, gen_random_uuid(), 'x', 1, '{}',
          '{"causationId": "nonsense"}')""");
    UUID id = UUID.randomUUID();
    log.execute("""
        select cairn.append_event(1000, 'account:8', 0, '%1$s', 'x', 1, '{}',
          '{"causationId": "%1$s"}')""".formatted(id));
    assertThat(shape(trace(1))).containsExactly("0 1");
    assertThat(shape(trace(id))).containsExactly("0 2");
  }

  @Test
  void causesThatLeadInACircleEnd() {
    UUID one = UUID.randomUUID();
    UUID two = UUID.randomUUID();
    log.store()
        .append(
            CliEvents.account(1),
            ExpectedVersion.any(),
            List.of(
                new NewEvent(one, new NoticeSent(""), EventMetadata.none().withCausationId(two)),
                new NewEvent(two, new NoticeSent(""), EventMetadata.none().withCausationId(one))));
    assertThat(shape(trace(one))).containsExactly("0 1", "1 2");
    assertThat(shape(trace(two))).containsExactly("0 1", "1 2");
  }

  @Test
  void saysWhenItHasNotLookedEverywhere() {
    UUID first = caused(null);
    caused(first);
    caused(first);
    JsonNode near = trace(first, "--reach", "1");
    assertThat(shape(near)).containsExactly("0 1", "1 2");
    assertThat(near.get("complete").asBoolean()).isFalse();
    assertThat(near.get("lookedUpTo").asLong()).isEqualTo(2);
    assertThat(log.es("events", "trace", "1", "--reach", "1").ok().err())
        .contains("up to position 2 of 3");

    JsonNode few = trace(first, "--limit", "2");
    assertThat(shape(few)).containsExactly("0 1", "1 2");
    assertThat(few.get("complete").asBoolean()).isFalse();
    assertThat(log.es("events", "trace", "1", "--limit", "2").ok().err()).contains("--limit");
  }

  @Test
  void aLongChainIsFollowedToItsEnd() {
    int length = 3_000;
    UUID id = caused(null);
    List<NewEvent> chain = new ArrayList<>();
    for (int i = 1; i < length; i++) {
      NewEvent next = event(id);
      chain.add(next);
      id = next.id();
    }
    for (int i = 0; i < chain.size(); i += 1_000) {
      log.store()
          .append(
              CliEvents.account(1),
              ExpectedVersion.any(),
              chain.subList(i, Math.min(chain.size(), i + 1_000)));
    }
    JsonNode trace = trace(id, "--limit", "100000");
    assertThat(trace.get("events")).hasSize(length);
    assertThat(trace.get("events").get(length - 1).get("depth").asInt()).isEqualTo(length - 1);
    assertThat(
            log.es("events", "trace", id.toString(), "-n", "100000").ok().out().lines())
        .hasSize(length);
  }
}
