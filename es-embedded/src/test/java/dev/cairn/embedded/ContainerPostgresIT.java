package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Testcontainers;

@Testcontainers(disabledWithoutDocker = true)
class ContainerPostgresIT {

  @Test
  void startsAServerInAContainerWhereAskedFor() {
    Properties properties = new Properties();
    properties.setProperty("cairn.postgres", "testcontainers");
    try (PostgresServer server = Servers.postgres(properties, Map.of());
        FreshDatabase database = server.freshDatabase("container")) {
      assertThat(server).isInstanceOf(ContainerPostgres.class);
      assertThat(Rows.read(database.dataSource(), "select current_database()"))
          .containsExactly(database.name());
    }
  }
}
