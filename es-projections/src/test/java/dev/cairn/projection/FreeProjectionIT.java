package dev.cairn.projection;

import static dev.cairn.projection.BankEvents.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.event.EventMetadata;
import dev.cairn.event.NewEvent;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.handler.Key;
import dev.cairn.handler.On;
import dev.cairn.projection.BankEvents.Deposited;
import dev.cairn.projection.BankEvents.Opened;
import dev.cairn.projection.model.ReadModel;
import dev.cairn.store.ExpectedVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Projections with SQL of their own, and what becomes of their tables and views. */
final class FreeProjectionIT {

  private static final Duration SOON = Duration.ofMinutes(2);
  private static final ProjectionSettings SETTINGS =
      ProjectionSettings.defaults().withLease(Duration.ofSeconds(1));

  private final ProjectionLog log = ProjectionLog.create();

  @AfterEach
  void close() {
    log.close();
  }

  private Projections of(Object... free) {
    List<Projection> all = new ArrayList<>();
    for (Object one : free) {
      all.add(Projection.free(one));
    }
    return log.closing(Projections.of(log.store(), SETTINGS, all));
  }

  private static void rebuild(Projections projections) {
    projections.operations().rebuild(projections.names(), RebuildListener.NONE);
  }

  private void awaitHead(Projections projections) {
    projections.names().forEach(name -> projections.waitFor(name, log.store().head(), SOON));
  }

  @FreeProjection(name = "observer", version = 1, script = "clash.sql")
  static final class Observer {
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final List<Integer> batches = new CopyOnWriteArrayList<>();

    @On
    void on(Opened e, Replay replay, EventMetadata metadata, RecordedEvent recorded) {
      seen.add(e.owner() + " " + metadata.actor() + " " + recorded.version() + " "
          + (replay.isReplaying() ? "again" : "now"));
    }

    @OnBatch(Deposited.class)
    void on(List<RecordedEvent> events, Handle handle, Replay replay) {
      assertThat(events).isSortedAccordingTo((a, b) -> a.position().compareTo(b.position()));
      batches.add(events.size());
    }
  }

  @Test
  void aMethodGetsWhatItAsksForAndKnowsWhetherItHappensNow() {
    Observer observer = new Observer();
    Projections projections = of(observer);
    log.append(account(1), new Opened("Ada"));
    rebuild(projections);
    projections.start();
    log.store()
        .append(
            account(2),
            ExpectedVersion.any(),
            List.of(NewEvent.of(new Opened("Bob"), EventMetadata.none().withActor("a clerk"))));
    awaitHead(projections);

    assertThat(observer.seen).containsExactly("Ada null 1 again", "Bob a clerk 1 now");
  }

  @Test
  void aBatchMethodGetsManyEventsAtOnce() {
    Observer observer = new Observer();
    Projections projections = of(observer);
    log.deposits(1_000, 2);

    rebuild(projections);

    assertThat(observer.batches).containsExactly(499, 499);
  }

  @FreeProjection(name = "things", version = 1, script = "things-1.sql")
  static final class Things1 {
    @On
    void on(Opened e, RecordedEvent recorded, Handle handle) {
      handle.execute(
          "insert into things (id, name) values (?, ?)", recorded.position().value(), e.owner());
    }
  }

  @FreeProjection(name = "things", version = 2, script = "things-2.sql")
  static final class Things2 {
    @On
    void on(Opened e, RecordedEvent recorded, Handle handle) {
      handle.execute(
          "insert into things (id, name, brand_new) values (?, ?, 1)",
          recorded.position().value(),
          e.owner());
    }
  }

  @FreeProjection(name = "things", version = 3, script = "things-3.sql")
  static final class Things3 {
    @On
    void on(Opened e, RecordedEvent recorded, Handle handle) {
      handle.execute(
          "insert into things (id, name) values (?, ?)",
          recorded.position().value(),
          e.owner().length());
    }
  }

  private List<String> shown(String column) {
    return log.rows(
        "select " + column + " from @_read.things order by id", row -> row.getString(1));
  }

  private List<String> views() {
    return log.rows(
        "select table_name from information_schema.views where table_schema = '@_read' order by 1",
        row -> row.getString(1));
  }

  @Test
  void aNewVersionChangesColumnsAndKeepsGrantsAndWhatDependsOnItWhereItCan() {
    log.append(account(1), new Opened("Ada"));
    rebuild(of(new Things1()));
    String role = log.schema() + "_reader";
    log.execute("create role " + role + " nologin");
    log.execute("grant select on @_read.things to " + role);
    log.execute("create view @_read.mine as select name from @_read.things");
    assertThat(views()).containsExactly("mine", "more_things", "things");

    rebuild(of(new Things2()));

    assertThat(shown("brand_new")).containsExactly("1");
    assertThat(log.number("(select count(*) from @_read.mine)")).isEqualTo(1);
    assertThatThrownBy(() -> rebuild(of(new Things3())))
        .isInstanceOf(ProjectionStoppedException.class)
        .hasMessageContaining("'things' changes the columns of " + log.schema() + "_read.things")
        .hasMessageContaining("drop them, swap, and make them again")
        .hasMessageContaining("mine");
    assertThat(shown("brand_new")).as("readers still see the version before").containsExactly("1");

    log.execute("drop view @_read.mine");
    of(new Things3()).operations().swap("things", RebuildListener.NONE);

    assertThat(shown("name")).containsExactly("3");
    assertThat(views()).containsExactly("other_things", "things");
    assertThat(
            log.number("has_table_privilege('" + role + "', '@_read.things', 'select')::integer"))
        .isEqualTo(1);
    log.execute("drop owned by " + role);
    log.execute("drop role " + role);
  }

  @Test
  void aVersionThatWasRolledBackIsNotBuiltAgainByItself() {
    log.append(account(1), new Opened("Ada"));
    rebuild(of(new Things1()));
    Projections second = of(new Things2());
    rebuild(second);
    ProjectionRunner runner = second.start();
    log.append(account(2), new Opened("Bob"));
    awaitHead(second);

    second.operations().rollback("things");

    assertThat(shown("name")).containsExactly("Ada");
    ProjectionLog.patiently()
        .untilAsserted(() -> assertThat(runner.standing().get("things"))
            .contains("was rolled back to version 1 from version 2"));
    Projections first = of(new Things1());
    first.start();
    awaitHead(first);
    assertThat(shown("name")).containsExactly("Ada", "Bob");
    assertThat(live()).isEqualTo(1);

    rebuild(second);
    awaitHead(second);
    assertThat(shown("brand_new")).containsExactly("1", "1");
    assertThat(live()).isEqualTo(2);
  }

  private long live() {
    return log.number("(select version from @.projection_generations where state = 'live')");
  }

  @Test
  void aNewVersionIsBuiltByItselfBesideTheOneThatIsKeptUpToDate() {
    log.append(account(1), new Opened("Ada"));
    Projections first = of(new Things1());
    first.start();
    awaitHead(first);

    Projections second = of(new Things2());
    second.start();

    ProjectionLog.patiently().until(() -> live() == 2);
    log.append(account(2), new Opened("Bob"));
    awaitHead(second);
    assertThat(shown("brand_new")).containsExactly("1", "1");
    assertThat(log.number("(select count(*) from @.projection_generations)")).isEqualTo(2);
  }

  @Test
  void twoProjectionsCannotShowATableOfOneName() {
    log.append(account(1), new Opened("Ada"));
    rebuild(of(new Things1()));

    assertThatThrownBy(() -> rebuild(of(new Observer())))
        .isInstanceOf(ProjectionStoppedException.class)
        .hasMessageContaining("'observer' has a table 'more_things'")
        .hasMessageContaining("The projection things keeps this.")
        .hasMessageContaining("Rename one of them.");
  }

  @ReadModel(name = "indexed", version = 1, script = "indexed.sql")
  record Indexed(@Key int account, String owner, long cents) {
    @On
    static Indexed on(Opened e, RecordedEvent recorded) {
      return new Indexed(Integer.parseInt(recorded.stream().key()), e.owner(), 0);
    }

    @On
    Indexed on(Deposited e) {
      return new Indexed(account, owner, cents + e.cents());
    }
  }

  @Test
  void aTableThatIsFilledByCopyHasTheIndexesAndConstraintsOfItsScript() {
    log.deposits(100, 10);
    try (Projections indexed =
        Projections.of(log.store(), SETTINGS, List.of(Projection.keyed(Indexed.class)))) {
      rebuild(indexed);

      String plain = log.schema() + "_plain";
      log.execute("create schema " + plain);
      log.jdbi().useTransaction(handle -> {
        GenerationTables.searchFirst(handle, plain);
        TableScript.of(Indexed.class, "indexed.sql").run(handle);
      });
      assertThat(definitions(log.schema() + "_indexed_1"))
          .isEqualTo(definitions(plain))
          .hasSize(7);
      assertThat(indexed.operations().verify("indexed", RebuildListener.NONE))
          .matches(VerificationReport::isSame);
    }
  }

  /** The indexes and constraints of a schema, without its name. */
  private List<String> definitions(String schema) {
    List<String> definitions = new ArrayList<>(log.rows(
        "select replace(indexdef, '" + schema + ".', '') from pg_indexes where schemaname = '"
            + schema + "'",
        row -> row.getString(1)));
    definitions.addAll(log.rows(
        "select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint"
            + " where contype in ('p', 'u', 'c') and connamespace = '" + schema
            + "'::regnamespace",
        row -> row.getString(1)));
    definitions.sort(null);
    return definitions;
  }

  @FreeProjection(
      name = "a23456789-123456789-123456789-123456789-",
      version = 1,
      script = "things-1.sql")
  static final class LongName {
    @On
    void on(Opened e, RecordedEvent recorded, Handle handle) {
      new Things1().on(e, recorded, handle);
    }
  }

  @Test
  void aLongNameMakesNoSchemaThatIsCutOff() {
    for (int i = 0; i < 30; i++) {
      log.append(account(i), new Opened("owner " + i));
    }
    Projections projections = of(new LongName());
    rebuild(projections);
    List<String> schemas = new ArrayList<>();
    for (long position = 11; position <= 12; position++) {
      schemas.add(projections
          .operations()
          .asOf(projections.names().get(0), new Position(position), RebuildListener.NONE));
    }

    assertThat(schemas).doesNotHaveDuplicates();
    assertThat(log.number("(select count(*) from " + schemas.get(0) + ".things)"))
        .isEqualTo(11);
    assertThat(log.number("(select count(*) from " + schemas.get(1) + ".things)"))
        .isEqualTo(12);
    assertThat(schemas).allMatch(schema -> schema.length() <= 63 - 17, "with room for 19 digits");
  }

  @FreeProjection(name = "things-as-of", version = 1, script = "clash.sql")
  static final class ConfusingName {
    @On
    void on(Opened e, RecordedEvent recorded, Handle handle) {
      handle.execute("insert into more_things values (?)", recorded.position().value());
    }
  }

  @Test
  void anAuditTouchesNoOtherProjectionWhateverItsName() {
    log.append(account(1), new Opened("Ada"));
    rebuild(of(new ConfusingName()));

    of(new Things1()).operations().asOf("things", new Position(1), RebuildListener.NONE);

    assertThat(log.number("(select count(*) from @_read.more_things)")).isEqualTo(1);
  }
}
