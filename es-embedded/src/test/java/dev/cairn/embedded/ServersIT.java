package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

class ServersIT {

  private static final EmbeddedPostgres RUNNING = EmbeddedPostgres.ephemeral();

  @AfterAll
  static void stop() {
    RUNNING.close();
  }

  @Test
  void givesEachTestADatabaseOfItsOwn() {
    PostgresServer server = Servers.sharedPostgres();
    String prefix = "own" + ProcessHandle.current().pid();
    try (FreshDatabase one = server.freshDatabase(prefix);
        FreshDatabase two = server.freshDatabase(prefix)) {
      Rows.execute(one.dataSource(), "create table t (x int)");
      Rows.execute(two.dataSource(), "create table t (x int)");
      assertThat(Rows.read(one.dataSource(), "select current_database()"))
          .containsExactly(one.name());
      assertThat(one.name()).startsWith(prefix).isNotEqualTo(two.name());
    }
    String left = "select datname from pg_database where datname like '" + prefix + "%'";
    assertThat(Rows.read(server.dataSource(), left)).isEmpty();
  }

  @Test
  void dropsADatabaseThatIsStillInUse() throws Exception {
    FreshDatabase database = RUNNING.freshDatabase("busy");
    try (var connection = database.dataSource().getConnection()) {
      database.close();
      assertThat(connection.isValid(5)).isFalse();
    }
    database.close();
  }

  @Test
  void sharesOneServerThatNobodyCanClose() {
    PostgresServer shared = Servers.sharedPostgres();
    shared.close();
    assertThat(Rows.read(Servers.sharedPostgres().dataSource(), "select 1")).containsExactly("1");
    assertThat(Servers.sharedPostgres()).isSameAs(shared);
    assertThat(shared.embedded()).isEmpty();
  }

  @Test
  void startsAnEmbeddedServerUnlessAnotherIsChosen() {
    try (PostgresServer server = Servers.postgres(new Properties(), Map.of())) {
      assertThat(server.embedded()).containsSame((EmbeddedPostgres) server);
      assertThat(Rows.read(server.dataSource(), "select 1")).containsExactly("1");
    }
  }

  @Test
  void usesAServerThatRunsAlready() {
    Properties properties = new Properties();
    properties.setProperty("cairn.postgres.url", RUNNING.jdbcUrl());
    properties.setProperty("cairn.postgres.user", RUNNING.username());
    properties.setProperty("cairn.postgres.password", RUNNING.password());
    assertUsesTheRunningServer(Servers.postgres(properties, Map.of()));
  }

  @Test
  void readsTheEnvironmentToo() {
    Map<String, String> environment = new HashMap<>();
    environment.put(
        "CAIRN_POSTGRES_URL",
        RUNNING.jdbcUrl() + "?user=" + RUNNING.username() + "&password=" + RUNNING.password());
    assertUsesTheRunningServer(Servers.postgres(new Properties(), environment));
  }

  private static void assertUsesTheRunningServer(PostgresServer server) {
    assertThat(server.embedded()).isEmpty();
    try (server;
        FreshDatabase database = server.freshDatabase("external")) {
      Rows.execute(database.dataSource(), "create table t (x int)");
      assertThat(Rows.read(RUNNING.dataSource(database.name()), "select count(*) from t"))
          .containsExactly("0");
    }
    assertThat(RUNNING.isRunning()).isTrue();
  }

  @Test
  void saysThatAServerDoesNotAnswerWithoutTellingItsPassword() {
    Properties properties = new Properties();
    properties.setProperty(
        "cairn.postgres.url",
        "jdbc:postgresql://127.0.0.1:" + FreePort.choose() + "/x?password=secret");
    assertThatThrownBy(() -> Servers.postgres(properties, Map.of()))
        .isInstanceOf(ServerUnavailableException.class)
        .hasMessageContaining("127.0.0.1")
        .hasMessageNotContaining("secret");
  }

  @Test
  void saysThatThereIsNoDocker() {
    assumeFalse(DockerClientFactory.instance().isDockerAvailable(), "Docker is here");
    Properties properties = new Properties();
    properties.setProperty("cairn.postgres", "testcontainers");
    assertThatThrownBy(() -> Servers.postgres(properties, Map.of()))
        .isInstanceOf(ServerUnavailableException.class)
        .hasMessageContaining("Docker");
  }

  @Test
  void needsTestcontainersOnlyForAContainer() throws Exception {
    String without = ChildJvm.classPathWithout("testcontainers", "docker-java");
    try (ChildJvm embedded = ChildJvm.run(without, ChosenServer.class, List.of());
        ChildJvm container =
            ChildJvm.run(without, ChosenServer.class, List.of("-Dcairn.postgres=testcontainers"))) {
      assertThat(embedded.line()).isEqualTo("EmbeddedPostgres");
      assertThat(container.line())
          .startsWith("ServerUnavailableException")
          .contains("org.testcontainers:testcontainers-postgresql");
    }
  }
}
