package dev.cairn.outbox;

import static dev.cairn.outbox.BankEvents.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.event.EventIds;
import dev.cairn.event.NewEvent;
import dev.cairn.outbox.BankEvents.Opened;
import dev.cairn.store.ExpectedVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.common.KafkaException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages that are not events share the fate of the transaction that sent them, and the relay of the events. */
class OutboxIT {

  private final RelayRig rig = new RelayRig();
  private final Outbox outbox = new Outbox(rig.log().schema());

  @AfterEach
  void close() {
    rig.close();
  }

  private OutboxMessage message(String key, int number) {
    return OutboxMessage.of(rig.prefix() + "mail", key, "numbered", "{\"n\":" + number + "}");
  }

  private void send(OutboxMessage... messages) {
    rig.log().jdbi().useTransaction(handle -> {
      for (OutboxMessage message : messages) {
        outbox.send(handle, message);
      }
    });
  }

  private long rows() {
    return rig.log().number("(select count(*) from @.outbox_messages)");
  }

  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void whatWasSentIsPublishedOnceAndItsRowIsGone(Guarantee guarantee) {
    OutboxRelay relay = rig.start(rig.settings().withGuarantee(guarantee.value()));
    rig.awaitLeading(relay);

    send(message("ann", 1), message("ann", 2));
    rig.log().append(account(1), new Opened("a"));
    send(message("ann", 3));
    rig.awaitPublished(relay);

    assertThat(rig.published("ann")).containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
    assertThat(rig.versions("account:1")).containsExactly(1L);
    assertThat(rows()).isZero();
    assertThat(relay.state().published()).isEqualTo(4);
  }

  @Test
  void whatWasRolledBackIsNeverPublished() {
    rig.log().jdbi().useTransaction(handle -> {
      outbox.send(handle, message("ann", 1));
      handle.rollback();
    });
    send(message("ann", 2));

    rig.publishAll();

    assertThat(rig.published("ann")).containsExactly("{\"n\":2}");
  }

  @Test
  void aMessageAndAnEventOfOneTransactionComeBothOrNeither() {
    for (boolean commits : new boolean[] {true, false}) {
      rig.log().jdbi().useTransaction(handle -> {
        outbox.send(handle, message("ann", commits ? 1 : 2));
        append(handle, commits ? 1 : 2);
        if (!commits) {
          handle.rollback();
        }
      });
    }
    rig.publishAll();

    assertThat(rig.published())
        .extracting(PublishedEvent::subject)
        .containsExactlyInAnyOrder("ann", "account:1");
  }

  private void append(Handle handle, int account) {
    rig.log()
        .store()
        .append(
            handle, account(account), ExpectedVersion.any(), List.of(NewEvent.of(new Opened("a"))));
  }

  /** Nothing is published before the commit, though the relay runs and has other work. */
  @Test
  void aTransactionThatIsStillOpenHasSentNothing() {
    OutboxRelay relay = rig.start();
    rig.log().jdbi().useTransaction(handle -> {
      outbox.send(handle, message("ann", 1));
      rig.log().append(account(1), new Opened("a"));
      rig.awaitPublished(relay);
      assertThat(rig.published()).extracting(PublishedEvent::subject).containsExactly("account:1");
    });
    rig.awaitPublished(relay);

    assertThat(rig.published("ann")).containsExactly("{\"n\":1}");
  }

  @Test
  void messagesOfOneKeyStayInOrderHoweverManyThereAre() {
    List<OutboxMessage> all = new ArrayList<>();
    IntStream.range(0, 1_200).forEach(i -> all.add(message("key" + i % 3, i)));
    send(all.toArray(OutboxMessage[]::new));

    rig.publishAll();

    for (int key = 0; key < 3; key++) {
      int first = key;
      assertThat(rig.published("key" + key))
          .isEqualTo(IntStream.range(0, 400)
              .mapToObj(i -> "{\"n\":" + (first + 3 * i) + "}")
              .toList());
    }
    assertThat(rows()).isZero();
  }

  @Test
  void eachLeaderPublishesWhatTheOneBeforeHasNot() {
    for (int i = 0; i < 4; i++) {
      send(message("ann", i));
      rig.publishAll();
    }

    assertThat(rig.published("ann"))
        .containsExactly("{\"n\":0}", "{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
  }

  /** The cursor in Kafka names the messages, so whoever goes on from there deletes their rows. */
  @Test
  void exactlyOnceAMessageWhoseRowWasNotDeletedIsNotPublishedTwice() {
    AtomicBoolean lost = new AtomicBoolean(true);
    send(message("ann", 1));
    OutboxRelay relay = rig.start(rig.settings(), point -> {
      if (point == CrashPoint.AFTER_COMMIT && lost.getAndSet(false)) {
        assertThat(rows()).isEqualTo(1);
        throw new KafkaException("as if the process had died");
      }
    });
    rig.awaitPublished(relay);

    assertThat(relay.state().failures()).isEqualTo(1);
    assertThat(rig.published("ann")).containsExactly("{\"n\":1}");
    assertThat(rows()).isZero();
  }

  @Test
  void thePayloadIsPublishedAsItWasWritten() {
    String json = "{ \"b\":1,\n  \"a\": [ 1.50, \"\\u0000é\uD83D\uDE00\" ], \"b\":2 }";
    send(OutboxMessage.of(rig.prefix() + "mail", "ann", "odd", json));

    rig.publishAll();

    assertThat(rig.published("ann")).containsExactly(json);
  }

  @Test
  void anIdThatWaitsAlreadyAndTextThatIsNoJsonAreRefused() {
    UUID id = EventIds.next();
    send(message("ann", 1).withId(id));

    assertThatThrownBy(() -> send(message("ann", 2).withId(id)))
        .isInstanceOf(UnableToExecuteStatementException.class)
        .hasMessageContaining("outbox_messages_id_key");
    for (String text : new String[] {"", "hello", "{", "'1'"}) {
      assertThatThrownBy(() -> send(OutboxMessage.of("mail", "ann", "odd", text)))
          .as(text)
          .isInstanceOf(UnableToExecuteStatementException.class)
          .hasMessageContaining("json");
    }
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void textsThatAreSqlAreTexts() {
    String sql = "'); drop table outbox_messages; -- ${schema} :id ? \\";
    send(OutboxMessage.of(rig.prefix() + "mail", sql, sql.substring(0, 40), "{}"));

    rig.publishAll();

    assertThat(rig.published(sql)).containsExactly("{}");
    assertThat(rows()).isZero();
  }
}
