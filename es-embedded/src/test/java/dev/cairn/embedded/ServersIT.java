package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServersIT {

  @Test
  void givesEachTestADatabaseOfItsOwn() {
    PostgresServer server = Servers.sharedPostgres();
    try (FreshDatabase one = server.freshDatabase("one");
        FreshDatabase two = server.freshDatabase("one")) {
      Rows.execute(one.dataSource(), "create table t (x int)");
      Rows.execute(two.dataSource(), "create table t (x int)");
      assertThat(Rows.read(one.dataSource(), "select current_database()"))
          .containsExactly(one.name());
      assertThat(one.name()).startsWith("one_").isNotEqualTo(two.name());
    }
    assertThat(Rows.read(
            server.dataSource(), "select datname from pg_database where datname like 'one%'"))
        .isEmpty();
  }
}
