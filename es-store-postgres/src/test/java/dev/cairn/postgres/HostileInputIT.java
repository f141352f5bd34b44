package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.noted;
import static dev.cairn.store.ContractEvents.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.InvalidInputException;
import dev.cairn.event.EventEncodingException;
import dev.cairn.event.NewEvent;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.ContractEvents;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.LogRead;
import dev.cairn.store.StreamAppend;
import dev.cairn.store.StreamRead;
import dev.cairn.store.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Input that is hard to carry, through connections that carry it in different ways. That the log is
 * unharmed is seen from the count of its events by SQL.
 */
final class HostileInputIT {

  private static final String ORDINARY = "";
  private static final String OLD_STRINGS = "?options=-c%20standard_conforming_strings=off";
  private static final String SIMPLE = "?preferQueryMode=simple";
  private static final String SIMPLE_OLD_STRINGS =
      "?preferQueryMode=simple&options=-c%20standard_conforming_strings=off";
  private static final String NO_BINARY = "?binaryTransfer=false";
  private static final String BINARY_AT_ONCE = "?prepareThreshold=-1";
  private static final String NEVER_PREPARED =
      "?prepareThreshold=0&preparedStatementCacheQueries=0";

  private static final List<String> HARD_TEXT = List.of(
      "\u0000",
      "a\u0000b",
      "\\u0000 \\ \\\\ \\' \\x00",
      "'; drop table events; --",
      "\"quotes\" 'and' `ticks` $$dollars$$ $1 ? :name {a,b} NULL",
      "\uD83D\uDE00 \u00e4 a\u0308 \u202e \uFEFF \uFFFF \u2028",
      "\t\n\r\b\f\u001b\u007f\u0085");
  private static final List<StreamId> HARD_STREAMS = List.of(
      StreamId.of("account", "'; drop table events; --"),
      StreamId.of("a\"c'c\\ount$1", "\"quotes\" \\ \\\\ \\' %_ {a,b}"),
      StreamId.of("\uD83D\uDE00", "\uD83C\uDDE9:colon:colon NULL"),
      StreamId.of("c".repeat(64), "k".repeat(255)));

  private final TestLog log = TestLog.create();

  @AfterEach
  void close() {
    log.close();
  }

  private PostgresEventStore store(String options) {
    return log.store(pool(options), log.settings());
  }

  private HikariDataSource pool(String options) {
    return log.closing(TestLog.pool(
        TestLog.server().jdbcUrl(TestLog.database()) + options,
        TestLog.server().username(),
        TestLog.server().password(),
        3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ORDINARY,
        OLD_STRINGS,
        SIMPLE,
        SIMPLE_OLD_STRINGS,
        NO_BINARY,
        BINARY_AT_ONCE,
        NEVER_PREPARED
      })
  void whatIsHardToCarryComesBackExactly(String options) {
    PostgresEventStore store = store(options);
    List<String> texts = new ArrayList<>();
    for (StreamId stream : HARD_STREAMS) {
      long version = 0;
      for (String text : HARD_TEXT) {
        // One event goes the short way, several the other.
        store.append(stream, ExpectedVersion.exactly(version++), List.of(noted(text)));
        store.append(
            stream,
            ExpectedVersion.any(),
            List.of(noted(text), NewEvent.of(new ContractEvents.Quoted())));
        version += 2;
        texts.addAll(List.of(text, text));
      }
    }

    int events = HARD_STREAMS.size() * HARD_TEXT.size() * 3;
    assertThat(log.number("(select count(*) from @.events)")).isEqualTo(events);
    assertThat(read(store, EventFilter.types("noted")))
        .extracting(event -> text(event))
        .isEqualTo(texts);
    assertThat(read(store, EventFilter.types(ContractEvents.HOSTILE_TYPE))).hasSize(events / 3);
    for (StreamId stream : HARD_STREAMS) {
      List<RecordedEvent> ofStream = store.read(StreamRead.forward(stream)).toList();
      assertThat(ofStream).hasSize(HARD_TEXT.size() * 3).allSatisfy(event -> {
        assertThat(event.stream()).isEqualTo(stream);
        assertThat(store.find(event.id())).contains(event);
      });
      assertThat(read(store, EventFilter.categories(stream.category()))).isEqualTo(ofStream);
    }
    for (String nobody :
        List.of("'", "\\", "\\'", "' or true --", "%", "_", "{}", "NULL", "noted'")) {
      assertThat(read(store, EventFilter.types(nobody))).isEmpty();
      assertThat(read(store, EventFilter.categories(nobody))).isEmpty();
    }
    assertFollows(store, events);
  }

  private static void assertFollows(PostgresEventStore store, int events) {
    Followed followed = new Followed();
    EventFilter filter = EventFilter.types("noted", ContractEvents.HOSTILE_TYPE, "it's \\");
    try (Subscription subscription = store.subscribe(Checkpoint.START, filter, followed)) {
      followed.watch(subscription);
      assertThat(followed.await(events)).isEqualTo(TestLog.read(store));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {ORDINARY, OLD_STRINGS, SIMPLE, NO_BINARY})
  void aBulkAppendCarriesItToo(String options) {
    BulkAppend bulk = new BulkAppend(pool(options), ContractEvents.codec(), log.settings());
    List<StreamAppend> appends = HARD_STREAMS.stream()
        .map(stream -> new StreamAppend(
            stream,
            ExpectedVersion.noStream(),
            HARD_TEXT.stream().map(ContractEvents::noted).toList()))
        .toList();

    assertThat(bulk.append(appends.stream()))
        .isEqualTo((long) HARD_STREAMS.size() * HARD_TEXT.size());
    assertThat(bulk.append(appends.stream())).isZero();
    assertThat(TestLog.read(log.store()))
        .extracting(event -> text(event))
        .isEqualTo(Stream.generate(() -> HARD_TEXT)
            .limit(HARD_STREAMS.size())
            .flatMap(List::stream)
            .toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {ORDINARY, SIMPLE, NO_BINARY})
  void aPayloadOfOneMebibyteIsStoredAndALargerOneRefused(String options) {
    PostgresEventStore store = store(options);
    StreamId stream = StreamId.of("account", "1");
    int frame = "{\"text\":\"\"}".length();
    String largest = "\\".repeat((1024 * 1024 - frame) / 2);
    store.append(stream, ExpectedVersion.noStream(), List.of(noted(largest)));
    store.append(stream, ExpectedVersion.any(), List.of(noted(largest), noted(largest)));

    assertThatThrownBy(
            () -> store.append(stream, ExpectedVersion.any(), List.of(noted(largest + "\\"))))
        .isInstanceOf(InvalidInputException.class);
    assertThat(read(store, EventFilter.all()))
        .extracting(event -> text(event))
        .containsExactly(largest, largest, largest);
  }

  @ParameterizedTest
  @ValueSource(strings = {ORDINARY, SIMPLE})
  void whatNoTextCanCarryIsATypedError(String options) {
    PostgresEventStore store = store(options);
    StreamId stream = StreamId.of("account", "1");
    assertThatThrownBy(
            () -> store.append(stream, ExpectedVersion.any(), List.of(noted("half \uD83D"))))
        .isInstanceOf(EventEncodingException.class);
    for (String key : List.of("", "k".repeat(10_000), "a\u0000b", "\uDE00")) {
      assertThatThrownBy(() -> StreamId.of("account", key))
          .isInstanceOf(InvalidInputException.class);
    }
    assertThat(log.number("(select count(*) from @.events)")).isZero();
  }

  private static List<RecordedEvent> read(PostgresEventStore store, EventFilter filter) {
    List<RecordedEvent> events = new ArrayList<>();
    store.readLog(LogRead.all().withFilter(filter), events::add);
    return events;
  }
}
