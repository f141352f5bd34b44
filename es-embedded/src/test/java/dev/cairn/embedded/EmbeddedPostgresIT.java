package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

  private static final EmbeddedPostgresOptions NEVER_READY =
      EmbeddedPostgresOptions.defaults().withSetting("hot_standby", "off");

  @TempDir
  Path parent;

  private Path directory = Path.of("");

  @BeforeEach
  void prepare() {
    directory = Prepared.serverIn(parent);
  }

  @Test
  void keepsDataPasswordAndPortWhenOpenedAgain() {
    String url;
    String password;
    try (EmbeddedPostgres server = EmbeddedPostgres.at(directory)) {
      url = server.jdbcUrl();
      password = server.password();
      Rows.execute(server.dataSource(), "create table t (x int)", "insert into t values (1)");
    }
    try (EmbeddedPostgres server = EmbeddedPostgres.at(directory)) {
      assertThat(Rows.read(server.dataSource(), "select x from t")).containsExactly("1");
      assertThat(server.jdbcUrl()).isEqualTo(url);
      assertThat(server.password()).isEqualTo(password);
    }
  }

  @Test
  void losesNothingThatWasCommittedBeforeItWasKilled() {
    try (EmbeddedPostgres server = EmbeddedPostgres.at(directory)) {
      String url = server.jdbcUrl();
      Rows.execute(server.dataSource(), "create table t (x int)");
      for (int round = 1; round <= 5; round++) {
        Rows.execute(server.dataSource(), "insert into t values (" + round + ")");
        long killed = server.pid();
        server.kill();
        assertThat(server.isRunning()).isFalse();
        assertThat(ProcessHandle.of(killed)).isEmpty();
        server.start();
      }
      assertThat(Rows.read(server.dataSource(), "select x from t order by x"))
          .containsExactly("1", "2", "3", "4", "5");
      assertThat(server.jdbcUrl()).isEqualTo(url);
      assertThat(server.logFile()).content().contains("automatic recovery in progress");
    }
  }

  @Test
  void comesBackAfterSomebodyElseKilledIt() {
    try (EmbeddedPostgres server = EmbeddedPostgres.at(directory)) {
      Rows.execute(server.dataSource(), "create table t (x int)");
      ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
      process.destroyForcibly();
      process.onExit().join();
      server.restart();
      assertThat(Rows.read(server.dataSource(), "select x from t")).isEmpty();
    }
  }

  @Test
  void stopsInOrderAndStartsAgainOnItsPort() {
    try (EmbeddedPostgres server = EmbeddedPostgres.at(
        directory, EmbeddedPostgresOptions.defaults().withSetting("work_mem", "5MB"))) {
      Rows.execute(
          server.dataSource(), "create table t (x text)", "insert into t values ('it''s')");
      server.stop();
      assertThat(server.isRunning()).isFalse();
      assertThatThrownBy(server::pid).isInstanceOf(ServerUnavailableException.class);
      server.stop();
      server.start();
      server.start();
      assertThat(Rows.read(server.dataSource(), "select x from t")).containsExactly("it's");
      assertThat(Rows.read(server.dataSource(), "show work_mem")).containsExactly("5MB");
      assertThat(server.logFile()).content().doesNotContain("automatic recovery in progress");
    }
  }

  @Test
  void refusesAPortThatIsTaken() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      EmbeddedPostgresOptions options =
          EmbeddedPostgresOptions.defaults().withPort(other.getLocalPort());
      assertThatThrownBy(() -> EmbeddedPostgres.at(directory, options).close())
          .isInstanceOfSatisfying(
              PortInUseException.class, e -> assertThat(e.port()).isEqualTo(other.getLocalPort()));
    }
  }

  @Test
  void takesAnotherPortWhenTheLastOneIsTakenAndNobodyInsistsOnIt() throws Exception {
    int last;
    try (EmbeddedPostgres server = EmbeddedPostgres.at(directory)) {
      last = server.port();
    }
    try (ServerSocket other = new ServerSocket(last, 1, InetAddress.getLoopbackAddress());
        EmbeddedPostgres server = EmbeddedPostgres.at(directory)) {
      assertThat(server.port()).isNotEqualTo(other.getLocalPort());
      assertThat(Rows.read(server.dataSource(), "select 1")).containsExactly("1");
    }
  }

  @Test
  void saysWhatTheServerSaidWhenItDoesNotStart() {
    EmbeddedPostgresOptions wrong =
        EmbeddedPostgresOptions.defaults().withSetting("wal_level", "plenty");
    assertThatThrownBy(() -> EmbeddedPostgres.at(directory, wrong).close())
        .isInstanceOf(ServerStartException.class)
        .hasMessageContainingAll(directory.toString(), "wal_level", "plenty")
        .extracting(e -> ((ServerStartException) e).logTail(), InstanceOfAssertFactories.STRING)
        .contains("FATAL");
    EmbeddedPostgres.at(directory).close();
  }

  @Test
  void leavesNothingRunningWhenItIsNotReadyInTime() throws Exception {
    Path signal = makeNeverReady();
    EmbeddedPostgresOptions impatient = NEVER_READY.withStartTimeout(Duration.ofSeconds(1));
    assertThatThrownBy(() -> EmbeddedPostgres.at(directory, impatient).close())
        .isInstanceOf(ServerStartException.class)
        .hasMessageContainingAll("not ready after PT1S", "entering standby mode");
    Files.delete(signal);
    EmbeddedPostgres.at(directory).close();
  }

  @Test
  void leavesNothingRunningWhenItsThreadIsInterrupted() throws Exception {
    Path signal = makeNeverReady();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread starter =
        new Thread(() -> EmbeddedPostgres.at(directory, NEVER_READY).close());
    starter.setUncaughtExceptionHandler((thread, e) -> thrown.set(e));
    starter.start();
    Path log = directory.resolve("server.log");
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> Files.readString(log).contains("entering standby mode"));
    starter.interrupt();
    starter.join();
    assertThat(thrown.get())
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("interrupted");
    Files.delete(signal);
    EmbeddedPostgres.at(directory).close();
  }

  /** With {@link #NEVER_READY}, a standby of nobody that takes no connections. */
  private Path makeNeverReady() throws IOException {
    return Files.createFile(directory.resolve("data/standby.signal"));
  }

  @Test
  void doesNotTouchDataThatSomethingElseMade() throws Exception {
    Path other = Files.createDirectory(parent.resolve("other"));
    Path file =
        Files.writeString(Files.createDirectory(other.resolve("data")).resolve("mine"), "x");
    assertThatThrownBy(() -> EmbeddedPostgres.at(other).close())
        .isInstanceOf(ServerFileException.class)
        .hasMessageContaining("server.properties");
    assertThat(file).hasContent("x");
  }
}
