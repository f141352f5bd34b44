package dev.cairn.projection;

import static dev.cairn.codec.upcast.JsonEdit.edit;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.LongNode;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.upcast.SplitPart;
import dev.cairn.codec.upcast.Upcaster;
import dev.cairn.codec.upcast.Upcasters;
import dev.cairn.command.Commands;
import dev.cairn.event.EventType;
import dev.cairn.event.NewEvent;
import dev.cairn.event.Position;
import dev.cairn.event.StreamId;
import dev.cairn.handler.Key;
import dev.cairn.handler.On;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.process.Process;
import dev.cairn.process.Step;
import dev.cairn.projection.model.ReadModel;
import dev.cairn.store.ExpectedVersion;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events of earlier forms come to read models, free projections and processes as what they are today. */
final class EarlierFormsIT {

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final StreamId STREAM = StreamId.of("ledger", "1");

  sealed interface Then {

    @EventType("credited")
    record Credited(String account, String amount) implements Then {}

    @EventType("moved")
    record Moved(String from, String to, long cents) implements Then {}

    @EventType("audited")
    record Audited() implements Then {}
  }

  sealed interface Now {

    @EventType(value = "credited", revision = 2)
    record Credited(String account, long cents) implements Now {}

    @EventType("debited")
    record Debited(String account, long cents) implements Now {}
  }

  private static final JacksonEventCodec CODEC = JacksonEventCodec.forEvents(Now.class)
      .withUpcasters(Upcasters.of(
          Upcaster.change(
              "credited",
              1,
              edit()
                  .replace("amount", it -> LongNode.valueOf(Long.parseLong(it.textValue()) * 100))
                  .rename("amount", "cents")),
          Upcaster.split(
              "moved",
              1,
              SplitPart.of("debited", 1, edit().rename("from", "account").remove("to")),
              SplitPart.of("credited", 2, edit().rename("to", "account").remove("from"))),
          Upcaster.drop("audited", 1)));

  @ReadModel(name = "ledger", version = 1)
  record Ledger(@Key String account, long cents) {

    @On(key = "account")
    static Ledger on(Now.Credited e) {
      return new Ledger(e.account(), e.cents());
    }

    @On(key = "account")
    Ledger andOn(Now.Credited e) {
      return new Ledger(account, cents + e.cents());
    }

    @On(key = "account")
    Ledger on(Now.Debited e) {
      if (e.cents() > cents) {
        throw new IllegalStateException("Not enough for " + e.cents());
      }
      return new Ledger(account, cents - e.cents());
    }
  }

  @FreeProjection(name = "lines", version = 1, script = "lines.sql")
  static final class Lines {

    @On
    void on(Now.Credited e, Handle handle) {
      handle.execute("insert into lines (line) values (?)", "+" + e.cents() + " " + e.account());
    }

    @On
    void on(Now.Debited e, Handle handle) {
      handle.execute("insert into lines (line) values (?)", "-" + e.cents() + " " + e.account());
    }
  }

  @Process("watch")
  record Watch(@Key String account, long seen) {

    @On(key = "account")
    static Step<Watch> on(Now.Credited e) {
      return Step.to(new Watch(e.account(), 1));
    }

    @On(key = "account")
    Step<Watch> andOn(Now.Credited e) {
      return Step.to(new Watch(account, seen + 1));
    }
  }

  private ProjectionLog log;
  private PostgresEventStore then;
  private Projections projections;

  @BeforeEach
  void aLogOfThen() {
    log = ProjectionLog.create();
    PostgresSettings settings = PostgresSettings.defaults().withSchema(log.schema());
    then = log.closing(
        PostgresEventStore.open(log.pool(), JacksonEventCodec.forEvents(Then.class), settings));
    PostgresEventStore now = log.closing(PostgresEventStore.open(log.pool(), CODEC, settings));
    projections = log.closing(Projections.of(
        now,
        Projection.keyed(Ledger.class),
        Projection.free(new Lines()),
        Projection.process(Watch.class, Commands.of(now, Wallet.class))));
  }

  @AfterEach
  void close() {
    log.close();
  }

  private void append(Object... events) {
    then.append(
        STREAM, ExpectedVersion.any(), Arrays.stream(events).map(NewEvent::of).toList());
  }

  private void awaitHead() {
    projections.names().forEach(name -> projections.waitFor(name, log.store().head(), SOON));
  }

  private List<String> lines() {
    return log.rows("select line from @_read.lines order by number", row -> row.getString(1));
  }

  @Test
  void theyAreFollowed() {
    projections.start();
    append(new Then.Credited("a", "5"), new Then.Credited("b", "1"), new Then.Audited());
    append(new Then.Moved("a", "b", 120), new Then.Moved("b", "c", 20), new Then.Audited());
    awaitHead();

    assertThat(projections.rows(Ledger.class).first(10))
        .containsExactly(new Ledger("a", 380), new Ledger("b", 200), new Ledger("c", 20));
    assertThat(lines()).containsExactly("+500 a", "+100 b", "-120 a", "+120 b", "-20 b", "+20 c");
    assertThat(log.number("(select count(*) from @_watch_1.watch)")).isEqualTo(3);
  }

  @Test
  void aRebuildGivesTheSame() {
    append(new Then.Credited("a", "1000"));
    for (int i = 0; i < 300; i++) {
      append(new Then.Moved("a", "b" + i % 7, 1), new Then.Audited(), new Then.Credited("c", "1"));
    }
    projections.start();
    awaitHead();
    List<Ledger> before = projections.rows(Ledger.class).first(100);
    List<String> linesBefore = lines();

    projections.operations().rebuild(List.of("ledger", "lines"), RebuildListener.NONE);

    assertThat(projections.rows(Ledger.class).first(100)).isEqualTo(before).hasSize(9);
    assertThat(before).contains(new Ledger("a", 99_700), new Ledger("c", 30_000));
    assertThat(lines()).isEqualTo(linesBefore).hasSize(901);
    assertThat(projections.operations().verify("ledger", RebuildListener.NONE).isSame())
        .isTrue();
  }

  @Test
  void ofAnEventThatIsSeveralOnlyTheKeyThatCannotBeHandledWaits() {
    projections.start();
    append(new Then.Credited("a", "1"), new Then.Credited("b", "1"));
    append(new Then.Moved("a", "b", 900), new Then.Moved("b", "a", 50));
    awaitHead();

    assertThat(projections.rows(Ledger.class).first(10))
        .containsExactly(new Ledger("a", 100), new Ledger("b", 950));
    var parked = projections.operations().parked("ledger");
    assertThat(parked.list(10)).singleElement().satisfies(sequence -> {
      assertThat(sequence.key()).isEqualTo("a");
      assertThat(sequence.waiting()).isEqualTo(2);
      assertThat(sequence.reason()).contains("Not enough for 900");
    });

    parked.discard("a", new Position(3), "ann", "never happened");
    parked.retry("a", "ann");
    ProjectionLog.patiently().until(() -> parked.list(1).isEmpty());

    assertThat(projections.rows(Ledger.class).first(10))
        .containsExactly(new Ledger("a", 150), new Ledger("b", 950));
  }
}
