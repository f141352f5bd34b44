package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cairn.event.EncodedEvent;
import dev.cairn.event.EventCodec;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.NewEvent;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.ContractEvents;
import dev.cairn.store.DuplicateEventIdException;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamClosedException;
import dev.cairn.store.WrongExpectedVersionException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * A hundred appends that arrive while the log is locked share a few commits, and one that cannot be
 * carried out fails alone. That they shared them is seen from outside: every commit sends one
 * notification.
 */
final class SharedCommitIT {

  private static final int CALLERS = 100;
  private static final int BAD = 57;
  private static final StreamId TAKEN = StreamId.of("account", "taken");

  private final TestLog log = TestLog.create();
  private final PostgresEventStore store = log.store(new TrustingCodec());
  private final NewEvent taken = counted(0, 0).get(0);

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void allAreCombinedIntoAFewCommits() throws SQLException {
    assertThat(appendTogether(caller -> counted(caller, caller).get(0), ExpectedVersion.noStream()))
        .containsOnly("appended");
    assertThat(log.number("(select count(distinct xmin::text) from @.events)")).isLessThan(6);
  }

  @Test
  void aConflictFailsAlone() throws SQLException {
    assertOneFailed(
        appendTogether(caller -> counted(caller, caller).get(0), ExpectedVersion.exactly(1)),
        WrongExpectedVersionException.class.getSimpleName());
  }

  @Test
  void aDuplicateIdFailsAlone() throws SQLException {
    assertOneFailed(
        appendTogether(
            caller -> caller == BAD ? taken : counted(caller, caller).get(0),
            ExpectedVersion.noStream()),
        DuplicateEventIdException.class.getSimpleName());
  }

  @Test
  void anAppendToAClosedStreamFailsAlone() throws SQLException {
    StreamId closed = StreamId.of("account", "c-" + BAD);
    NewEvent before = counted(1, 1).get(0);
    store.append(closed, ExpectedVersion.noStream(), List.of(before));
    store.closeStream(closed, ExpectedVersion.any(), "ann", "over");

    for (ExpectedVersion expected : List.of(ExpectedVersion.exactly(1), ExpectedVersion.any())) {
      List<String> outcomes = appendTogether(
          caller -> counted(caller, caller).get(0),
          caller -> caller == BAD ? expected : ExpectedVersion.any());
      assertThat(outcomes.get(BAD)).isEqualTo(StreamClosedException.class.getSimpleName());
      assertThat(outcomes).filteredOn("appended"::equals).hasSize(CALLERS - 1);
    }
    // A repeated one goes along with the others, too.
    assertThat(appendTogether(
            caller -> caller == BAD ? before : counted(caller, caller).get(0),
            caller -> ExpectedVersion.any()))
        .containsOnly("appended");
    assertThat(log.number("(select count(*) from @.events where stream = '" + closed + "')"))
        .isOne();
  }

  @Test
  void textThatIsNoJsonFailsAlone() throws SQLException {
    assertOneFailed(
        appendTogether(caller -> raw(caller, "{\"broken\": "), ExpectedVersion.noStream()),
        "LogRejectedException 22P02");
  }

  @Test
  void jsonThatIsNestedTooDeepFailsAlone() throws SQLException {
    assertOneFailed(
        appendTogether(caller -> raw(caller, "[".repeat(900_000)), ExpectedVersion.noStream()),
        "LogRejectedException 54001");
  }

  @Test
  void bytesThatAreNoUtf8FailAlone() throws SQLException {
    List<String> outcomes =
        appendTogether(caller -> raw(caller, "\"\u00ff\u0000\""), ExpectedVersion.noStream());

    assertThat(outcomes.get(BAD)).isEqualTo("LogRejectedException 22021");
    assertThat(outcomes).filteredOn("appended"::equals).hasSize(CALLERS - 1);
  }

  private static NewEvent raw(int caller, String bad) {
    return NewEvent.of(new Raw(caller == BAD ? bad : "{\"number\": " + caller + "}"));
  }

  private void assertOneFailed(List<String> outcomes, String error) {
    assertThat(outcomes.get(BAD)).isEqualTo(error);
    assertThat(outcomes).filteredOn("appended"::equals).hasSize(CALLERS - 1);
    assertThat(log.number("(select count(*) from @.events where stream <> 'account:taken')"))
        .isEqualTo(CALLERS - 1);
  }

  /**
   * The same, each to a new stream.
   *
   * @param bad what {@link #BAD} expects of its stream
   */
  private List<String> appendTogether(Function<Integer, NewEvent> event, ExpectedVersion bad)
      throws SQLException {
    return appendTogether(event, caller -> caller == BAD ? bad : ExpectedVersion.noStream());
  }

  /** Has all callers append while the log is locked, then lets them go. */
  private List<String> appendTogether(
      Function<Integer, NewEvent> event, Function<Integer, ExpectedVersion> expected)
      throws SQLException {
    store.append(TAKEN, ExpectedVersion.noStream(), List.of(taken));
    Connection listening = log.closing(log.dataSource().getConnection());
    listen(listening);
    Connection locking = log.transaction();
    try (Statement lock = locking.createStatement()) {
      lock.execute("select " + log.schema() + ".lock_log(1000)");
    }
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    try (Crowd<String> callers = Crowd.start(CALLERS, caller -> {
      threads.add(Thread.currentThread());
      return outcome(caller, event.apply(caller), expected.apply(caller));
    })) {
      LogLockWaits.await(log, 1);
      await().until(() -> threads.stream().filter(SharedCommitIT::waits).count() == CALLERS - 1);
      locking.rollback();

      List<String> outcomes = callers.results();
      assertThat(notifications(listening))
          .isBetween(1, 6 + (outcomes.contains("LogRejectedException 22021") ? CALLERS : 0));
      return outcomes;
    }
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  private String outcome(int caller, NewEvent event, ExpectedVersion expected) {
    try {
      store.append(StreamId.of("account", "c-" + caller), expected, List.of(event));
      return "appended";
    } catch (LogRejectedException e) {
      return "LogRejectedException " + e.sqlState();
    } catch (WrongExpectedVersionException | StreamClosedException | DuplicateEventIdException e) {
      return e.getClass().getSimpleName();
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + log.schema() + "_events");
    }
  }

  /** All that were sent: the last of them was sent before the last caller had its answer. */
  private int notifications(Connection listening) throws SQLException {
    try (Statement statement = listening.createStatement()) {
      statement.execute("unlisten *");
    }
    PGNotification[] all = listening.unwrap(PGConnection.class).getNotifications();
    return all == null ? 0 : all.length;
  }

  /** Carries its text to the database as it is, which is what a codec must not do. */
  private record Raw(String json) {}

  private static final class TrustingCodec implements EventCodec {

    private final EventCodec codec = ContractEvents.codec();

    @Override
    public EncodedEvent encode(Object event) {
      return event instanceof Raw raw
          ? new EncodedEvent("raw", 1, raw.json().getBytes(StandardCharsets.ISO_8859_1))
          : codec.encode(event);
    }

    @Override
    public Object decode(RecordedEvent event) {
      return codec.decode(event);
    }

    @Override
    public byte[] encodeMetadata(EventMetadata metadata) {
      return codec.encodeMetadata(metadata);
    }

    @Override
    public EventMetadata decodeMetadata(RecordedEvent event) {
      return codec.decodeMetadata(event);
    }
  }
}
