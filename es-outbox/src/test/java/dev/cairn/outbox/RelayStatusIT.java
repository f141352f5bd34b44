package dev.cairn.outbox;

import static dev.cairn.outbox.BankEvents.account;
import static dev.cairn.outbox.RelayRig.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.event.Position;
import dev.cairn.outbox.BankEvents.Deposited;
import dev.cairn.outbox.BankEvents.Opened;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the database says about a relay, wherever it runs and whether it runs. */
class RelayStatusIT {

  private final RelayRig rig = new RelayRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private RelaySettings settings() {
    return rig.settings().withGuarantee(DeliveryGuarantee.atLeastOnce());
  }

  private RelayStatus awaitStatus(Predicate<RelayStatus> condition) {
    patiently().until(() -> condition.test(rig.status()));
    return rig.status();
  }

  @Test
  void theViewHasTheColumnsThatMonitoringMayCountOn() {
    List<String> columns = rig.log()
        .jdbi()
        .withHandle(handle -> handle
            .createQuery(
                "select column_name || ' ' || data_type from information_schema.columns"
                    + " where table_schema = :schema and table_name = 'relay_status' order by ordinal_position")
            .bind("schema", rig.log().schema())
            .mapTo(String.class)
            .list());
    assertThat(columns)
        .containsExactly(
            "relay text",
            "state text",
            "guarantee text",
            "leader text",
            "term bigint",
            "is_leading boolean",
            "incarnation integer",
            "position bigint",
            "head bigint",
            "lag_events bigint",
            "lag_seconds double precision",
            "published bigint",
            "events_per_second double precision",
            "last_published_at timestamp with time zone",
            "parked_streams bigint",
            "parked_events bigint",
            "waiting_messages bigint",
            "parked_messages bigint",
            "last_error text",
            "last_error_at timestamp with time zone",
            "updated_at timestamp with time zone");
  }

  @Test
  void aRelayThatNeverRanHasNone() {
    assertThat(RelayStatus.all(rig.log().store().database())).isEmpty();
    assertThat(RelayStatus.of(rig.log().store().database(), "outbox")).isEmpty();
  }

  @Test
  void aLeaderIsShownWithWhatItHasDone() {
    Instant before = Instant.now().minusSeconds(1);
    rig.log().append(account(1), new Opened("a"), new Deposited(1, ""));
    OutboxRelay relay = rig.start(rig.settings());
    rig.awaitPublished(relay);

    RelayStatus status =
        awaitStatus(now -> now.published() == 2 && now.cursor().equals(new Position(2)));

    assertThat(status.relay()).isEqualTo("outbox");
    assertThat(status.state()).isEqualTo("leading");
    assertThat(status.guarantee()).isEqualTo("exactly-once");
    assertThat(status.leader()).contains("@");
    assertThat(status.term()).isEqualTo(1);
    assertThat(status.leading()).isTrue();
    assertThat(status.head()).isEqualTo(new Position(2));
    assertThat(status.lagEvents()).isZero();
    assertThat(status.lagSeconds()).isZero();
    assertThat(Objects.requireNonNull(status.lastPublishedAt())).isAfter(before);
    assertThat(status.updatedAt()).isAfter(before);
    assertThat(status.lastError()).isNull();
    assertThat(status.lastErrorAt()).isNull();
    assertThat(status.parkedStreams() + status.parkedEvents()).isZero();
    assertThat(status.waitingMessages() + status.parkedMessages()).isZero();
  }

  @Test
  void theRateIsShownWhileItPublishesAndFallsToZeroAfterwards() {
    OutboxRelay relay = rig.start(settings());
    rig.awaitLeading(relay);
    patiently().until(() -> {
      rig.log().deposits(10, 2);
      return rig.status().eventsPerSecond() > 0 && relay.state().eventsPerSecond() > 0;
    });

    awaitStatus(now -> now.eventsPerSecond() == 0);
    patiently().until(() -> relay.state().eventsPerSecond() == 0);
  }

  @Test
  void whatWasPublishedIsCountedOverAllLeaders() {
    for (int leader = 1; leader <= 2; leader++) {
      rig.log().deposits(10, 2);
      rig.publishAll(settings());
      assertThat(rig.status().published()).isEqualTo(10L * leader);
      assertThat(rig.status().term()).isEqualTo(leader);
    }
  }

  @Test
  void oneThatWasStoppedFallsBehindByEventsAndByTime() {
    rig.log().deposits(5, 2);
    rig.publishAll(settings());
    assertThat(rig.status().state()).isEqualTo("stopped");
    assertThat(rig.status().leading()).isFalse();
    assertThat(rig.status().lagEvents()).isZero();

    rig.log()
        .execute("insert into @.events values (nextval('@.positions'), 1, now() - interval '90 s',"
            + " gen_random_uuid(), 'account:9', 'deposited', '{}', '{}')");
    rig.log().append(account(1), new Opened("a"));

    assertThat(rig.status().lagEvents()).isEqualTo(2);
    assertThat(rig.status().lagSeconds()).isBetween(90.0, 200.0);
    assertThat(rig.status().cursor()).isEqualTo(new Position(5));
    assertThat(rig.status().head()).isEqualTo(new Position(7));
  }

  @Test
  void oneWhoseLeaseRanOutDoesNotLead() {
    rig.log().append(account(1), new Opened("a"));
    rig.awaitPublished(rig.start(settings().withLease(Duration.ofSeconds(30))));
    assertThat(rig.status().leading()).isTrue();

    rig.log().execute("update @.leases set expires_at = clock_timestamp()");

    assertThat(rig.status().leading()).isFalse();
  }

  @Test
  void whatIsParkedAndWhatWaitsIsCounted() {
    rig.log().append(account(1), new Deposited(1, "refuse"), new Deposited(2, ""));
    rig.log().append(account(2), new Deposited(1, "refuse"));
    Outbox outbox = new Outbox(rig.log().schema());
    rig.log().jdbi().useTransaction(handle -> {
      String large = "\"" + "x".repeat(20_000) + "\"";
      outbox.send(handle, OutboxMessage.of(rig.prefix() + "mail", "ann", "kind", large));
      outbox.send(handle, OutboxMessage.of(rig.prefix() + "mail", "ann", "kind", "1"));
    });
    rig.kafka().put("max.request.size", 10_000);

    rig.publishAll(settings().withRouting(event -> Route.refused("policy")));

    RelayStatus status = rig.status();
    assertThat(status.parkedStreams()).isEqualTo(2);
    assertThat(status.parkedEvents()).isEqualTo(3);
    assertThat(status.parkedMessages()).isEqualTo(1);
    assertThat(status.waitingMessages()).isEqualTo(1);
  }

  @Test
  void theLastErrorStaysWithItsTime() {
    rig.log().append(account(1), new Opened("a"));
    RelayHaltedException halted = rig.halted(settings().withTopics(TopicSettings.defaults()));
    Instant when = Objects.requireNonNull(rig.status().lastErrorAt());

    rig.publishAll(settings());

    assertThat(rig.status().state()).isEqualTo("stopped");
    assertThat(rig.status().lastError()).isEqualTo(halted.getMessage());
    assertThat(rig.status().lastErrorAt()).isEqualTo(when);
  }

  /** All that a relay does, with no more than its grants. */
  @Test
  void aRoleWithTheGrantsOfARelayCanRunItAndNothingElse() {
    String role = rig.log().schema() + "_relay";
    rig.log().execute("create role " + role + " login password 'relay'");
    OutboxSchema.grantRelay(rig.log().pool(), rig.log().schema(), role);
    OutboxSchema.grantRelay(rig.log().pool(), rig.log().schema(), role);
    rig.log().append(account(1), new Deposited(1, "refuse"), new Deposited(2, ""));
    rig.log().append(account(2), new Opened("b"));
    rig.log()
        .jdbi()
        .useTransaction(handle -> new Outbox(rig.log().schema())
            .send(handle, OutboxMessage.of(rig.prefix() + "mail", "ann", "kind", "1")));
    TopicRouting usual = TopicRouting.byCategory(rig.prefix());

    try (HikariDataSource pool = rig.log().poolOf(role, "relay");
        PostgresEventStore store = PostgresEventStore.open(
            pool,
            BankEvents.codec(),
            PostgresSettings.defaults().withSchema(rig.log().schema()))) {
      try (OutboxRelay relay = OutboxRelay.start(
          store,
          rig.kafkaSettings(),
          rig.settings()
              .withRouting(
                  event -> event.version().value() == 1 && event.streamText().endsWith(":1")
                      ? Route.refused("policy")
                      : usual.route(event)))) {
        rig.awaitPublished(relay);
        rig.parked().retry("account:1", "ann");
        patiently().until(() -> rig.parked().list(1).get(0).attempts() == 1);
      }
      assertThat(RelayStatus.of(store.database(), "outbox")).isPresent();
      for (String attempt : new String[] {
        "insert into @.outbox_messages (id, topic, key, type, payload) values (gen_random_uuid(), 't', 'k', 't', '1')",
        "delete from @.parked_events",
        "delete from @.relays",
        "truncate @.outbox_messages",
        "update @.events set payload = '{}'",
        "drop view @.relay_status"
      }) {
        assertThatThrownBy(() -> Jdbi.create(pool)
                .useHandle(
                    handle -> handle.execute(attempt.replace("@", rig.log().schema()))))
            .as(attempt)
            .hasMessageMatching("(?s).*(permission denied|must be owner).*");
      }
    }
    assertThat(rig.versions("account:2")).containsExactly(1L);
    assertThat(rig.published("ann")).containsExactly("1");
    rig.log().execute("drop owned by " + role + "; drop role " + role);
  }

  @Test
  void aRoleWithTheGrantsOfASenderCanSendAndNothingElse() {
    String role = rig.log().schema() + "_sender";
    rig.log().execute("create role " + role + " login password 'send'");
    OutboxSchema.grantSend(rig.log().pool(), rig.log().schema(), role);

    try (HikariDataSource pool = rig.log().poolOf(role, "send")) {
      Jdbi.create(pool)
          .useTransaction(handle -> new Outbox(rig.log().schema())
              .send(handle, OutboxMessage.of(rig.prefix() + "mail", "ann", "kind", "1")));
      for (String table : new String[] {"outbox_messages", "relays", "parked_events", "events"}) {
        assertThatThrownBy(() -> Jdbi.create(pool)
                .useHandle(
                    handle -> handle.execute("select 1 from " + rig.log().schema() + "." + table)))
            .as(table)
            .hasMessageContaining("permission denied");
      }
    }
    assertThat(rig.log().number("(select count(*) from @.outbox_messages)")).isEqualTo(1);
    rig.log().execute("drop owned by " + role + "; drop role " + role);
  }
}
