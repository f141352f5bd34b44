package dev.cairn.postgres;

import static dev.cairn.store.ContractEvents.counted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.event.StreamId;
import dev.cairn.store.ExpectedVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database itself refuses to change events, here to a superuser. */
final class ImmutabilityIT {

  private final TestLog log = TestLog.create();

  @BeforeEach
  void append() {
    log.store().append(StreamId.of("account", "1"), ExpectedVersion.noStream(), counted(1, 3));
  }

  @AfterEach
  void close() {
    assertThat(log.number("(select count(*) from @.events)")).isEqualTo(3);
    log.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update @.events set payload = '{}'",
        "update @.events set payload = '{}' where false",
        "delete from @.events",
        "delete from @.events where position < 0",
        "truncate @.events",
        "truncate @.events restart identity cascade",
        "insert into @.events select position, version, recorded_at, id, stream, type, payload, metadata, revision"
            + " from @.events on conflict (position) do update set payload = '{}'",
        "with gone as (delete from @.events returning *) select count(*) from gone"
      })
  void isRefused(String change) {
    assertRefused("origin", change);
    assertRefused("replica", change);
    assertRefused("local", change);
  }

  private void assertRefused(String replicationRole, String change) {
    log.jdbi().useHandle(handle -> {
      handle.execute("set session_replication_role = " + replicationRole);
      try {
        assertThatThrownBy(() -> handle.execute(change.replace("@", log.schema())))
            .as("%s in a session with role %s", change, replicationRole)
            .hasMessageContaining("events are immutable")
            .hasMessageContaining(log.schema() + ".events");
      } finally {
        handle.execute("reset session_replication_role");
      }
    });
  }

  @Test
  void theRefusalSaysWhatToDoInstead() {
    assertThatThrownBy(() -> log.execute("delete from @.events"))
        .hasMessageContaining("DELETE")
        .hasMessageContaining("Append an event that corrects the earlier one");
  }
}
