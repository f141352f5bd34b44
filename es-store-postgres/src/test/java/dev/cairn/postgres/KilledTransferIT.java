package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.event.Position;
import dev.cairn.event.StreamId;
import dev.cairn.postgres.inspection.LogVerification;
import dev.cairn.postgres.transfer.LogExport;
import dev.cairn.postgres.transfer.LogFile;
import dev.cairn.postgres.transfer.LogFileException;
import dev.cairn.postgres.transfer.LogImport;
import dev.cairn.postgres.transfer.LogImportBusyException;
import dev.cairn.postgres.transfer.TransferProgress;
import dev.cairn.store.ContractEvents;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamAppend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while they move a log, and others that go on. */
final class KilledTransferIT {

  private static final int EVENTS = 70_000;
  private static final TransferProgress NONE = TransferProgress.NONE;

  @TempDir
  private static Path directory;

  private static TestLog log;
  private static Path exported;

  private final TestLog target = TestLog.create();

  @BeforeAll
  static void fill() {
    log = TestLog.create();
    new BulkAppend(log.dataSource(), ContractEvents.codec(), log.settings())
        .append(IntStream.range(0, EVENTS / 10)
            .mapToObj(i -> new StreamAppend(
                StreamId.of("account", Integer.toString(i % 1_000)),
                ExpectedVersion.any(),
                counted(i, i + 9))));
    log.store().closeStream(StreamId.of("account", "7"), ExpectedVersion.any(), "ann", "over");
    exported = directory.resolve("whole.gz");
    LogExport.of(log.store()).write(exported, NONE);
  }

  @AfterAll
  static void end() {
    log.close();
  }

  @AfterEach
  void close() {
    target.close();
  }

  private static String contents(TestLog log) {
    return log.text(
        "(select md5(string_agg(e::text, '' order by position)) || count(*)" + " from @.events e)");
  }

  private void assertArrived() {
    assertThat(contents(target)).isEqualTo(contents(log));
    assertThat(LogVerification.of(target.store().database(), events -> {}).problems())
        .isEmpty();
    assertThat(target.number("(select count(*) from @.closed_streams)")).isOne();
    assertThat(target.number("(select count(*) from pg_tables where schemaname = '@'"
            + " and tablename like 'import%')"))
        .isZero();
  }

  /** Lets a child process work until it has printed so many lines, or what is asked for. */
  private static void killAfter(ChildJvm child, int lines, String orLine) {
    for (int i = 0; i < lines; i++) {
      String line = Objects.requireNonNull(child.line(), "It ended by itself");
      if (line.equals(orLine)) {
        break;
      }
    }
    child.kill();
  }

  @Test
  void anExportThatIsKilledAgainAndAgainGoesOnEachTime() {
    Path file = directory.resolve("killed.gz");
    Path partial = directory.resolve("killed.gz.partial");
    for (int round = 0; round < 3; round++) {
      // The first line says where it goes on.
      killAfter(LogProcess.start(log, ChildJvm.Before.NOTHING, "export", file.toString()), 2, "");
      assertThat(file).doesNotExist();
      assertThat(partial).isNotEmptyFile();
    }
    LogFile complete = LogExport.of(log.store()).write(file, NONE);

    assertThat(complete.resumedAfter()).isGreaterThan(Position.of(30_000));
    List<String> lines = LogFileText.lines(file);
    List<String> whole = LogFileText.lines(exported);
    assertThat(lines.subList(1, lines.size() - 1)).isEqualTo(whole.subList(1, whole.size() - 1));
    assertThat(LogImport.into(target.store().database()).check(file, NONE)).isNotNull();
  }

  @Test
  void anExportOfAnotherRangeIsNotGoneOnWith() {
    Path file = directory.resolve("other.gz");
    killAfter(LogProcess.start(log, ChildJvm.Before.NOTHING, "export", file.toString()), 2, "");
    assertThatThrownBy(() -> LogExport.of(log.store()).upTo(Position.of(10)).write(file, NONE))
        .isInstanceOf(LogFileException.class)
        .hasMessageContaining("range from 1 to " + EVENTS);
    assertThatThrownBy(() -> LogExport.of(target.store()).write(file, NONE))
        .isInstanceOf(LogFileException.class)
        .hasMessageContaining(log.store().identity().log().toString());
    assertThat(LogExport.of(log.store()).write(file, NONE).events()).isEqualTo(EVENTS);
  }

  @Test
  void twoExportsDoNotWriteOneFile() {
    Path file = directory.resolve("shared.gz");
    LogFile first = LogExport.of(log.store()).write(file, new TransferProgress() {
      private boolean tried;

      @Override
      public void reached(Position position) {
        if (!tried) {
          tried = true;
          assertThatThrownBy(() -> LogExport.of(log.store()).write(file, NONE))
              .isInstanceOf(LogFileException.class)
              .hasMessageContaining("is being written by another export");
        }
      }
    });
    assertThat(first.events()).isEqualTo(EVENTS);
  }

  @Test
  void anImportThatIsKilledShowsNothingAndGoesOn() {
    for (int round = 0; round < 2; round++) {
      killAfter(
          LogProcess.start(target, ChildJvm.Before.NOTHING, "import", exported.toString()), 2, "");
      assertThat(target.number("(select count(*) from @.events)")).isZero();
      assertThat(target.store().head()).isEqualTo(Position.START);
    }
    assertThat(target.number("(select events from @.import_state)")).isBetween(1L, EVENTS - 1L);

    LogFile imported = LogImport.into(target.store().database()).read(exported, NONE);

    assertThat(imported.resumedAfter()).isGreaterThan(Position.of(10_000));
    assertArrived();
  }

  /** In the one transaction that makes all visible: before it has written anything, and after. */
  @Test
  void anImportThatIsKilledWhileItBecomesVisibleShowsNothingAndGoesOn() throws SQLException {
    for (String table : List.of("incarnations", "closed_streams")) {
      Connection blocking = target.transaction();
      try (ChildJvm child =
          LogProcess.start(target, ChildJvm.Before.NOTHING, "import", exported.toString())) {
        awaitLine(child, "finishing", () -> lock(blocking, table));
        awaitBlocked();
        child.kill();
      }
      blocking.rollback();
      awaitNobodyImports();
      assertThat(target.number("(select count(*) from @.events)")).isZero();
      assertThat(target.number("(select count(*) from @.import_events)")).isEqualTo(EVENTS);
    }
    assertThat(LogImport.into(target.store().database()).read(exported, NONE).resumedAfter())
        .isEqualTo(Position.of(EVENTS));
    assertArrived();
  }

  /** Locks it once the copying has begun: what comes before looks into the same tables. */
  private void awaitLine(ChildJvm child, String wanted, Runnable afterTheFirst) {
    boolean first = true;
    String line = "";
    while (!line.equals(wanted)) {
      line = Objects.requireNonNull(child.line(), "It ended by itself");
      if (first) {
        afterTheFirst.run();
        first = false;
      }
    }
  }

  private void lock(Connection connection, String table) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("lock table " + target.schema() + "." + table
          + (table.equals("closed_streams") ? " in share mode" : " in access exclusive mode"));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitBlocked() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> target.number("(select count(*) from pg_locks where not granted"
                + " and relation::regclass::text like '@.%')")
            > 0);
  }

  private void awaitNobodyImports() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> target.number("(select count(*) from pg_locks l join pg_class c"
                + " on c.oid = l.relation where c.relname like 'import_%'"
                + " and c.relnamespace = '@'::regnamespace)")
            == 0);
  }

  @Test
  void ofTwoImportsAtTheSameTimeOneEnds() {
    List<String> outcomes = new ArrayList<>();
    LogImport into = LogImport.into(target.store().database());
    assertThatThrownBy(() -> into.read(exported, position -> {
          if (position.isAfter(Position.START) && outcomes.isEmpty()) {
            outcomes.add("the other");
            into.read(exported, other -> {
              if (other.value() > 25_000) {
                throw new IllegalStateException("enough");
              }
            });
          }
        }))
        .hasMessage("enough");
    // What both have done is kept, and who knew only of his own part notices.
    outcomes.clear();
    assertThatThrownBy(() -> into.read(exported, position -> {
          if (position.value() > 45_000 && outcomes.isEmpty()) {
            outcomes.add("the other");
            assertThatThrownBy(() -> into.read(exported, other -> {
                  if (other.value() > 65_000) {
                    throw new IllegalStateException("enough");
                  }
                }))
                .hasMessage("enough");
          }
        }))
        .isInstanceOf(LogImportBusyException.class);
    into.read(exported, NONE);
    assertArrived();
  }

  @Test
  void anImportOverAConnectionThatIsCutGoesOnWhenItIsRunAgain() {
    try (HikariDataSource pool = target.anotherPool(1);
        PostgresEventStore other = target.store(pool, target.settings())) {
      long pid = Jdbi.create(pool)
          .withHandle(handle ->
              handle.select("select pg_backend_pid()").mapTo(Long.class).one());
      assertThatThrownBy(() -> LogImport.into(other.database()).read(exported, position -> {
            if (position.value() > 30_000) {
              target.execute("select pg_terminate_backend(" + pid + ")");
            }
          }))
          .isInstanceOf(LogUnavailableException.class);
      LogImport.into(other.database()).read(exported, NONE);
    }
    assertArrived();
  }

  @Test
  void noneOfItTakesMoreMemoryThanAFewLines() {
    ChildJvm.Before small = new ChildJvm.Before(List.of(), List.of("-Xmx64m"));
    Path file = directory.resolve("small.gz");
    LogProcess.start(log, small, "export", file.toString()).lines();
    assertThat(Files.exists(file)).isTrue();
    LogProcess.start(target, small, "import", file.toString()).lines();
    assertArrived();
  }
}
