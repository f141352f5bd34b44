package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static dev.cairn.store.ContractEvents.noted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cairn.event.Position;
import dev.cairn.event.StreamId;
import dev.cairn.postgres.transfer.LogExport;
import dev.cairn.postgres.transfer.LogFileException;
import dev.cairn.postgres.transfer.LogImport;
import dev.cairn.postgres.transfer.TransferProgress;
import dev.cairn.store.ExpectedVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A file that is not what was exported, by accident or on purpose, is refused where it is wrong, and leaves
 * the log empty. The lines are: header, incarnation, four events of account:1, one of account:2, the
 * closed account:2, the counts.
 */
final class ForgedLogFileIT {

  private static final TransferProgress NONE = TransferProgress.NONE;

  @TempDir
  private Path directory;

  private final TestLog log = TestLog.create();
  private final TestLog target = TestLog.create();

  private Path file() {
    return directory.resolve("log.jsonl.gz");
  }

  @BeforeEach
  void export() {
    PostgresEventStore store = log.store();
    store.append(StreamId.of("account", "1"), ExpectedVersion.noStream(), counted(1, 4));
    StreamId second = StreamId.of("account", "2");
    store.append(second, ExpectedVersion.noStream(), List.of(noted("a note")));
    store.closeStream(second, ExpectedVersion.any(), "ann", "over");
    LogExport.of(store).write(file(), NONE);
    assertThat(LogFileText.lines(file())).hasSize(9);
  }

  @AfterEach
  void close() {
    log.close();
    target.close();
  }

  private LogFileException assertRefused(String why) {
    LogImport into = LogImport.into(target.store().database());
    LogFileException[] refusal = {null};
    assertThatThrownBy(() -> into.read(file(), NONE))
        .asInstanceOf(type(LogFileException.class))
        .satisfies(thrown -> {
          assertThat(thrown).hasMessageContaining(why);
          assertThat(thrown.file()).isEqualTo(file());
          refusal[0] = thrown;
        });
    assertThat(target.number("(select count(*) from @.events)")).isZero();
    assertThat(target.number("(select count(*) from @.closed_streams)")).isZero();
    assertThat(target.number("(select count(*) from @.incarnations)")).isOne();
    assertThat(target.number("(select count(*) from pg_tables where schemaname = '@'"
            + " and tablename like 'import%')"))
        .isZero();
    assertThat(target.store().append(StreamId.of("a", "b"), ExpectedVersion.any(), counted(1, 1)))
        .isNotNull();
    return refusal[0];
  }

  private void forge(UnaryOperator<List<String>> change) {
    LogFileText.forge(file(), change);
  }

  private void forgeLine(int line, String from, String to) {
    forge(lines -> {
      String changed = lines.get(line - 1).replace(from, to);
      assertThat(changed).isNotEqualTo(lines.get(line - 1));
      lines.set(line - 1, changed);
      return lines;
    });
  }

  /** Each of them with the checksum that goes with it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 | \"cairn-log\":1 | \"cairn-log\":2 | the format has version 2",
        "1 | \"incarnation\":1 | \"incarnation\":2 | the file tells of 1",
        "1 | \"upTo\":5 | \"upTo\":4 | position 5 cannot stand here",
        "1 | {\"cairn | {\"other | there is no {\"cairn-log\"",
        "2 | \"incarnation\":1 | \"incarnation\":7 | incarnation 7 stands where incarnation 1 should",
        "3 | \"position\":1 | \"position\":0 | position 0 cannot stand here",
        "4 | \"position\":2 | \"position\":1 | position 1 cannot stand here",
        "4 | \"position\":2 | \"position\":02 | no number that could be one",
        "4 | \"position\":2 | \"position\":-2 | no number that could be one",
        "4 | \"position\":2 | \"position\":99999999999999999999 | no number that could be one",
        "4 | \"version\":2 | \"version\":0 | no version 0",
        "4 | \"version\":2 | \"version\":3 | has version 3 of the stream account:1 at position 2, where version 2 should be",
        "4 | ,\"id\":\" | ,\"id\":\"zz | an id is none",
        "4 | ,\"id\":\" | ,\"id\": \" | there is no \"",
        "4 | ,\"type\" | ,\"typo\" | there is no ,\"type\":",
        "4 | \"recordedAt\":\"2 | \"recordedAt\":\"x2 | a time is none",
        "4 | \"payload\":\"{ | \"payload\":\"{{ | json",
        "4 | \"payload\":\"{ | \"payload\":\"\\u0000{ | escaped that need not or cannot be",
        "4 | \"payload\":\"{ | \"payload\":\"\\ud83d{ | there is no u00",
        "4 | \"payload\":\"{ | \"payload\":\"\\u00zz{ | no hexadecimal digit",
        "4 | \"payload\":\"{ | \"payload\":\"\\x{ | there is no u00",
        "4 | \"}` | \"} ` | goes on after its end",
        "4 | \"metadata\":\"{}\"} | \"metadata\":\"{}\" | there is no }",
        "4 | \"metadata\":\"{}\"} | \"metadata\":\"{} | there is no \"",
        "8 | \"closed\":\"account:2\",\"version\":1 | \"closed\":\"account:2\",\"version\":2 | closes the stream account:2",
        "8 | account:2 | account:3 | closes the stream account:3",
        "9 | \"events\":5 | \"events\":4 | counts other events",
        "9 | \"last\":5 | \"last\":6 | counts other events",
        "9 | \"closedStreams\":1 | \"closedStreams\":0 | counts other events",
        "9 | {\"events\" | {\"evil\" | there is no {\"events\":",
      })
  void aLineThatIsWrongIsNamed(int line, String from, String to, String why) {
    forgeLine(line, from.replace("`", ""), to.replace("`", ""));
    LogFileException refusal = assertRefused(why);
    // What a header promises is found to be wrong later.
    boolean later = why.startsWith("position 5") || why.startsWith("the file tells of 1");
    if (refusal.line() != 0 && !later) {
      assertThat(refusal.line()).isEqualTo(line);
      assertThat(refusal).hasMessageContaining("line " + line + " ");
    }
  }

  @Test
  void whatPostgresqlDoesNotTakeNamesItsLineAndWhatCameBefore() {
    forgeLine(6, "\"payload\":\"{", "\"payload\":\"{oops");
    LogFileException refusal = assertRefused("invalid input syntax for type json");
    assertThat(refusal.line()).isEqualTo(6);
    assertThat(refusal.after()).isEqualTo(Position.START);
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    forgeLine(5, "account:1", "account:\u00ff\u00fe");
    assertThat(assertRefused("UTF8").line()).isEqualTo(5);
  }

  @Test
  void aRawNulIsRefused() {
    forgeLine(5, "account:1", "account:\0");
    assertThat(assertRefused("there is a control character").line()).isEqualTo(5);
  }

  @Test
  void anIdThatIsUsedTwiceIsRefused() {
    forge(lines -> {
      String id = lines.get(2).replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
      lines.set(4, lines.get(4).replaceAll("\"id\":\"[^\"]*\"", "\"id\":\"" + id + "\""));
      return lines;
    });
    assertRefused("events_id_key");
  }

  @Test
  void linesThatChangedPlacesAreRefused() {
    forge(lines -> {
      Collections.swap(lines, 3, 4);
      return lines;
    });
    assertThat(assertRefused("position 2 cannot stand here").line()).isEqualTo(5);
  }

  @Test
  void aLineThatIsMissingIsRefused() {
    forge(lines -> {
      lines.remove(6);
      return lines;
    });
    assertThat(assertRefused("counts other events").line()).isEqualTo(8);
  }

  @Test
  void aLineThatIsThereTwiceIsRefused() {
    forge(lines -> {
      lines.add(3, lines.get(3));
      return lines;
    });
    assertThat(assertRefused("position 2 cannot stand here").line()).isEqualTo(5);
  }

  @Test
  void aChangedByteIsRefusedThoughItIsGoodJson() {
    List<String> lines = LogFileText.lines(file());
    lines.set(4, lines.get(4).replace("\\\"number\\\":3", "\\\"number\\\":4"));
    LogFileText.write(file(), lines);
    assertThat(assertRefused("the checksum is wrong").line()).isEqualTo(9);
  }

  @Test
  void somethingAfterTheLastLineIsRefused() throws IOException {
    forge(lines -> lines);
    byte[] good = Files.readAllBytes(file());
    byte[] longer = Arrays.copyOf(good, good.length + 9);
    Files.write(file(), longer);
    assertRefused("something else than GZIP");
  }

  @Test
  void aLineWithoutAnEndIsRefusedBeforeItTakesAllMemory() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      byte[] zeros = new byte[1024 * 1024];
      Arrays.fill(zeros, (byte) '[');
      for (int i = 0; i < 200; i++) {
        out.write(zeros);
      }
    }
    Files.write(file(), bytes.toByteArray());
    assertThat(assertRefused("more than 67108864 bytes").line()).isEqualTo(1);
  }

  @Test
  void anEventThatIsLargerThanAllowedSaysWhatToDo() {
    LogImport narrow = LogImport.into(target.store().database()).withLongestLine(150);
    assertThatThrownBy(() -> narrow.read(file(), NONE))
        .isInstanceOf(LogFileException.class)
        .hasMessageContaining("withLongestLine");
  }

  @Test
  void whatIsNoLogAtAllIsRefused() throws IOException {
    Files.writeString(file(), "hello");
    assertRefused("something else than GZIP");
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    Files.write(file(), new byte[0]);
    assertRefused("it is not complete");
  }

  @Test
  void aFileThatIsMissingIsNamed() throws IOException {
    Files.delete(file());
    assertRefused("cannot be read");
  }

  @Test
  void whereverItEndsTooEarlyItIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file());
    LogImport into = LogImport.into(target.store().database());
    for (int length = 0; length < whole.length; length += 1 + length / 40) {
      Files.write(file(), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> into.check(file(), NONE))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOf(LogFileException.class);
    }
    Files.write(file(), Arrays.copyOf(whole, whole.length - 1));
    assertRefused("it ends in the middle");
  }

  @Test
  void whicheverBitIsFlippedItIsRefusedOrHarmless() throws IOException {
    long seed = Long.getLong("cairn.test.seed", System.nanoTime());
    System.out.println("ForgedLogFileIT seed " + seed);
    Random random = new Random(seed);
    byte[] whole = Files.readAllBytes(file());
    List<String> lines = LogFileText.lines(file());
    LogImport into = LogImport.into(target.store().database());
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file(), flipped);
      try {
        into.check(file(), NONE);
        // Bits of a member's header that mean nothing, such as its time.
        assertThat(LogFileText.lines(file())).isEqualTo(lines);
      } catch (LogFileException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(400);
  }

  /** What an earlier run copied from a damaged file is not taken for what the whole one holds. */
  @Test
  void aWholeFileThatFollowsADamagedOneStartsAnew() throws IOException {
    byte[] whole = Files.readAllBytes(file());
    PostgresEventStore empty = target.store();
    List<String> lines = LogFileText.lines(file());
    lines.set(4, lines.get(4).replace("\\\"number\\\":3", "\\\"number\\\":4"));
    LogFileText.write(file(), lines);
    // As if it had been killed just before it came to the checksum.
    assertThatThrownBy(() -> LogImport.into(empty.database()).read(file(), position -> {
          if (position.isAfter(Position.START)) {
            throw new IllegalStateException("killed");
          }
        }))
        .hasMessage("killed");
    assertThat(target.number("(select count(*) from @.import_events)")).isEqualTo(5);
    Files.write(file(), whole);

    LogImport.into(empty.database()).read(file(), NONE);

    assertThat(TestLog.read(empty)).isEqualTo(TestLog.read(log.store()));
  }
}
