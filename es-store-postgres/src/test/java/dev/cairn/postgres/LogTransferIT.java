package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.InvalidInputException;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.NewEvent;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.postgres.inspection.LogVerification;
import dev.cairn.postgres.transfer.LogExport;
import dev.cairn.postgres.transfer.LogFile;
import dev.cairn.postgres.transfer.LogFileException;
import dev.cairn.postgres.transfer.LogImport;
import dev.cairn.postgres.transfer.LogNotEmptyException;
import dev.cairn.postgres.transfer.TransferProgress;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.CheckpointAheadException;
import dev.cairn.store.ContractEvents;
import dev.cairn.store.EventFilter;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.LogIdentity;
import dev.cairn.store.StreamClosedException;
import dev.cairn.store.Subscription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log goes into a file and comes out of it elsewhere, as it was. */
final class LogTransferIT {

  private static final StreamId STREAM = StreamId.of("account", "1");
  private static final StreamId ENDED = StreamId.of("account", "it's \"odd\" \\ \uD83D\uDE00");
  private static final TransferProgress NONE = TransferProgress.NONE;

  /** JSON as nobody should write it, which the log yet keeps as it is. */
  private static final List<String> ODD_JSON = List.of(
      "{\"a\": 1.0e5,\n\t\"a\" : 2 ,\r\n \"z\":\"\\u00e4\\ud83d \\\"q\\\" \\\\\"}",
      " [ ] ",
      "\"\u00e4\uD83D\uDE00\u2028\u007f\"",
      "{\"null\": null, \"deep\": {\"deeper\": [1, [2, [3]]]}}",
      "1e-400");

  @TempDir
  private Path directory;

  private final TestLog log = TestLog.create();
  private final PostgresEventStore store = log.store();
  private final TestLog target = TestLog.create();

  private Path file() {
    return directory.resolve("log.jsonl.gz");
  }

  @BeforeEach
  void fill() {
    store.append(STREAM, ExpectedVersion.noStream(), counted(1, 5));
    log.execute("select nextval('@.positions') from generate_series(1, 3)");
    store.append(ENDED, ExpectedVersion.noStream(), counted(1, 2));
    for (String json : ODD_JSON) {
      log.jdbi()
          .useHandle(handle -> handle
              .createQuery("select " + log.schema()
                  + ".append_event(1000, :s, 0, gen_random_uuid(), :type, 1, :json, :json)")
              .bind("s", "odd:" + ODD_JSON.indexOf(json))
              .bind("type", ContractEvents.HOSTILE_TYPE)
              .bind("json", json)
              .mapTo(Long.class)
              .one());
    }
    log.execute("select @.begin_incarnation('restored, \"they\" said')");
    store.append(STREAM, ExpectedVersion.exactly(5), counted(6, 8));
    store.closeStream(ENDED, ExpectedVersion.any(), "ann", "it's \"over\" \\.");
  }

  @AfterEach
  void close() {
    log.close();
    target.close();
  }

  /** Every column of every row, in the bytes of the server. */
  private static String contents(TestLog log) {
    return log.text("""
        (select string_agg(concat_ws('|', position, version, recorded_at, id, stream, type,
                                     encode(convert_to(payload::text, 'UTF8'), 'hex'),
                                     encode(convert_to(metadata::text, 'UTF8'), 'hex')), E'\\n' order by position)
           from @.events)""");
  }

  private LogFile move() {
    LogExport.of(store).write(file(), NONE);
    return LogImport.into(target.store().database()).read(file(), NONE);
  }

  @Test
  void everythingArrivesAsItWas() {
    LogFile moved = move();

    assertThat(contents(target)).isEqualTo(contents(log));
    assertThat(moved.events()).isEqualTo(15);
    assertThat(moved.last()).isEqualTo(store.head());
    assertThat(moved.closedStreams()).isEqualTo(1);
    assertThat(target.store().closedStream(ENDED))
        .isEqualTo(store.closedStream(ENDED))
        .isPresent();
    String history =
        "(select string_agg(concat_ws('|', incarnation, began_after, began_at, reason),"
            + " ', ' order by incarnation) from @.incarnations where incarnation <= 2)";
    assertThat(target.text(history)).isEqualTo(log.text(history));
    assertThat(target.text("(select created_at::text from @.log)"))
        .isEqualTo(log.text("(select created_at::text from @.log)"));
    LogVerification verification = LogVerification.of(target.store().database(), events -> {});
    assertThat(verification.problems()).isEmpty();
    assertThat(verification.notes()).isEmpty();
    assertThat(target.number("(select count(*) from pg_tables where schemaname = '@'"
            + " and tablename like 'import%')"))
        .isZero();
  }

  @Test
  void itGoesOnWhereItWas() {
    move();
    PostgresEventStore moved = target.store();

    assertThat(moved
            .append(STREAM, ExpectedVersion.exactly(8), counted(9, 9))
            .position()
            .value())
        .isEqualTo(store.head().value() + 1);
    NewEvent known = new NewEvent(
        TestLog.read(store).get(0).id(), new ContractEvents.Counted(1), EventMetadata.none());
    assertThat(moved.append(STREAM, ExpectedVersion.noStream(), List.of(known)).repeated())
        .isTrue();
    assertThatThrownBy(() -> moved.append(ENDED, ExpectedVersion.any(), counted(3, 3)))
        .isInstanceOf(StreamClosedException.class);
    assertThatThrownBy(() -> target.execute("delete from @.events"))
        .hasMessageContaining("immutable");
  }

  @Test
  void readersOfTheOldLogGoOnAndNeitherLogIsTakenForTheOther() {
    LogExport.of(store).write(file(), NONE);
    List<RecordedEvent> before = TestLog.read(store);
    LogIdentity old = store.identity();
    Checkpoint atTheEnd = Checkpoint.at(old, before.get(before.size() - 1));
    // The old log is still written to, though it should not be.
    store.append(STREAM, ExpectedVersion.any(), counted(9, 10));
    List<RecordedEvent> after = TestLog.read(store);
    LogImport.into(target.store().database()).read(file(), NONE);
    PostgresEventStore moved = target.store();
    assertThat(moved.identity()).isEqualTo(new LogIdentity(old.log(), old.incarnation() + 1));
    moved.append(STREAM, ExpectedVersion.exactly(8), counted(9, 9));

    Followed followed = new Followed();
    try (Subscription subscription = moved.subscribe(atTheEnd, EventFilter.all(), followed)) {
      followed.watch(subscription);
      assertThat(followed.await(1)).extracting(ContractEvents::number).containsExactly(9L);
    }
    Checkpoint beyond = Checkpoint.at(old, after.get(after.size() - 1));
    assertThatThrownBy(() -> moved.subscribe(beyond, EventFilter.all(), event -> {}))
        .isInstanceOf(CheckpointAheadException.class);
    Checkpoint ofTheNew = Checkpoint.at(moved.identity(), TestLog.read(moved).get(15));
    assertThatThrownBy(() -> store.subscribe(ofTheNew, EventFilter.all(), event -> {}))
        .isInstanceOf(CheckpointAheadException.class);
  }

  @Test
  void anEmptyLogArrivesEmpty() {
    try (TestLog empty = TestLog.create()) {
      LogExport.of(empty.store()).write(file(), NONE);
      LogFile moved = LogImport.into(target.store().database()).read(file(), NONE);
      assertThat(moved.events()).isZero();
      assertThat(target.store().identity().log())
          .isEqualTo(empty.store().identity().log());
      assertThat(target
              .store()
              .append(STREAM, ExpectedVersion.any(), counted(1, 1))
              .position())
          .isEqualTo(Position.of(1));
    }
  }

  @Test
  void aRangeHasWhatIsInItAndOnlyOneFromTheBeginningCanBeImported() {
    LogFile part =
        LogExport.of(store).from(Position.of(4)).upTo(Position.of(9)).write(file(), NONE);
    assertThat(part.events()).isEqualTo(3);
    assertThat(part.last()).isEqualTo(Position.of(9));
    assertThat(part.closedStreams()).isZero();
    assertThatThrownBy(() -> LogImport.into(target.store().database()).read(file(), NONE))
        .isInstanceOf(LogFileException.class)
        .hasMessageContaining("begins with position 4");

    Path beginning = directory.resolve("beginning.gz");
    LogExport.of(store).upTo(Position.of(10)).write(beginning, NONE);
    LogFile imported = LogImport.into(target.store().database()).read(beginning, NONE);
    assertThat(imported.events()).isEqualTo(7);
    assertThat(imported.closedStreams()).isEqualTo(1);
    assertThat(LogVerification.of(target.store().database(), events -> {}).problems())
        .isEmpty();
  }

  @Test
  void aRangeThatIsNoneIsRefused() {
    Position head = store.head();
    assertThatThrownBy(
            () -> LogExport.of(store).upTo(Position.of(head.value() + 1)).write(file(), NONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(head.toString());
    assertThatThrownBy(
            () -> LogExport.of(store).from(Position.of(5)).upTo(Position.of(4)).write(file(), NONE))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> LogExport.of(store).from(Position.START))
        .isInstanceOf(InvalidInputException.class);
    assertThat(file()).doesNotExist();
  }

  @Test
  void aFileThatIsThereIsLeftAsItIs() throws IOException {
    Files.writeString(file(), "mine");
    assertThatThrownBy(() -> LogExport.of(store).write(file(), NONE))
        .isInstanceOf(LogFileException.class)
        .hasMessageContaining("is there already");
    assertThat(file()).hasContent("mine");
  }

  @Test
  void aLogThatIsNotEmptyIsLeftAsItIs() {
    LogExport.of(store).write(file(), NONE);
    PostgresEventStore used = target.store();
    used.append(STREAM, ExpectedVersion.any(), counted(1, 2));
    String before = contents(target);
    assertThatThrownBy(() -> LogImport.into(used.database()).read(file(), NONE))
        .isInstanceOf(LogNotEmptyException.class)
        .hasMessageContaining(used.identity().log().toString())
        .hasMessageContaining("position 2");
    assertThatThrownBy(() -> LogImport.into(used.database()).check(file(), NONE))
        .isInstanceOf(LogNotEmptyException.class);
    assertThat(contents(target)).isEqualTo(before);
  }

  @Test
  void checkingChangesNothing() {
    LogFile exported = LogExport.of(store).write(file(), NONE);
    PostgresEventStore empty = target.store();
    LogIdentity before = empty.identity();
    assertThat(LogImport.into(empty.database()).check(file(), NONE)).isEqualTo(exported);
    assertThat(empty.head()).isEqualTo(Position.START);
    assertThat(empty.identity()).isEqualTo(before);
  }

  @Test
  void whatIsAppendedToTheTargetMeanwhileEndsTheImport() {
    LogExport.of(store).write(file(), NONE);
    PostgresEventStore used = target.store();
    assertThatThrownBy(() -> LogImport.into(used.database()).read(file(), new TransferProgress() {
          @Override
          public void reached(Position position) {}

          @Override
          public void finishing() {
            used.append(STREAM, ExpectedVersion.any(), counted(1, 1));
          }
        }))
        .isInstanceOf(LogNotEmptyException.class);
    assertThat(TestLog.read(used)).hasSize(1);
  }

  /** What a kill can leave: any beginning of the file, and after a crash of the system anything behind it. */
  @RepeatedTest(20)
  void anExportGoesOnFromWhateverIsLeftOfIt() throws IOException {
    long seed = Long.getLong("cairn.test.seed", System.nanoTime());
    System.out.println("LogTransferIT seed " + seed);
    Random random = new Random(seed);
    LogExport.of(store).write(file(), NONE);
    List<String> whole = LogFileText.lines(file());
    byte[] bytes = Files.readAllBytes(file());
    Files.delete(file());
    int cut = random.nextInt(bytes.length);
    byte[] left = Arrays.copyOf(bytes, cut + random.nextInt(3) * 50);
    for (int i = cut; i < left.length; i++) {
      left[i] = (byte) random.nextInt(256);
    }
    Files.write(directory.resolve("log.jsonl.gz.partial"), left);

    LogFile exported = LogExport.of(store).write(file(), NONE);

    List<String> again = LogFileText.lines(file());
    // Of what was not even begun, header and checksum are new.
    int same = exported.resumedAfter().value() > 0 || again.get(0).equals(whole.get(0)) ? 0 : 1;
    assertThat(again.subList(same, again.size() - 1))
        .isEqualTo(whole.subList(same, whole.size() - 1));
    assertThat(exported.sha256()).isEqualTo(LogFileText.sha256(asBytes(again)));
    assertThat(directory.resolve("log.jsonl.gz.partial")).doesNotExist();
    LogImport.into(target.store().database()).read(file(), NONE);
    assertThat(contents(target)).isEqualTo(contents(log));
  }

  private static List<String> asBytes(List<String> lines) {
    return lines.subList(0, lines.size() - 1).stream()
        .map(line -> new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
        .toList();
  }
}
