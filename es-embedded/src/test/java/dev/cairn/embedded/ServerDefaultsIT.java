package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ServerDefaultsIT {

  private static final EmbeddedPostgres SERVER = EmbeddedPostgres.ephemeral();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void runsDurablyAndForThisMachineOnly() {
    String settings = """
        select name || '=' || setting from pg_settings
        where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses',
                       'unix_socket_directories', 'max_connections', 'server_encoding')
        order by name
        """;
    assertThat(Rows.read(SERVER.dataSource(), settings))
        .containsExactly(
            "fsync=on",
            "full_page_writes=on",
            "listen_addresses=127.0.0.1",
            "max_connections=200",
            "server_encoding=UTF8",
            "synchronous_commit=on",
            "unix_socket_directories=");
    assertThat(Rows.read(SERVER.dataSource(), "select datlocale from pg_database"))
        .containsOnly("C.UTF-8");
    assertThat(Rows.read(SERVER.dataSource(), "show server_version_num").get(0)).startsWith("18");
  }

  @Test
  void letsNobodyInWithoutThePassword() {
    assertThatThrownBy(
            () -> Jdbc.dataSource(SERVER.jdbcUrl(), SERVER.username(), "guess").getConnection())
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void createsDatabasesOfAnyName() {
    for (String name : List.of("plain", "With Space", "qu\"ote'", "per%cent+plus", "ümläut?&/")) {
      SERVER.createDatabase(name);
      assertThat(Rows.read(SERVER.dataSource(name), "select current_database()"))
          .containsExactly(name);
    }
    assertThatThrownBy(() -> SERVER.createDatabase("plain"))
        .isInstanceOf(ServerRefusedException.class)
        .hasMessageContainingAll("create database", "already exists");
  }
}
