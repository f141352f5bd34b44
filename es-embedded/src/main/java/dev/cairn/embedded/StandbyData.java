package dev.cairn.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/** Makes the data of a standby: a copy of a running server that knows where to go on. */
final class StandbyData {

  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,40}");

  private static final String RESERVE = """
      select pg_create_physical_replication_slot('%1$s', true)
      where not exists (select from pg_replication_slots where slot_name = '%1$s')
      """;
  private static final String BEGIN = "select pg_backup_start('standby', true)";
  private static final String END = "select labelfile from pg_backup_stop(false)";

  private final EmbeddedPostgres primary;
  private final String name;

  /**
   * @throws InvalidServerOptionException if the name cannot be that of a replication slot
   */
  StandbyData(EmbeddedPostgres primary, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidServerOptionException(
          "application name '" + name + "'",
          "is not 1 to 40 lower-case letters, digits and underscores");
    }
    this.primary = primary;
    this.name = name;
  }

  /**
   * Makes them, all or nothing.
   *
   * @throws InvalidServerOptionException if there are data already
   */
  void makeIn(ServerDirectory files) {
    if (Files.exists(files.data())) {
      throw new InvalidServerOptionException(
          "directory " + files.root(), "has data already; to go on with them, open it as it is");
    }
    ServerIdentity identity = primary.identity().withPort(0);
    identity.write(files.identity());
    try {
      files.makeData(fresh -> {
        copyInto(fresh);
        configure(fresh);
        identity.rootDrop().own(fresh);
      });
    } catch (IOException e) {
      throw new ServerFileException("make the data of a standby in", files.root(), e);
    }
  }

  /** The server goes on writing; what it wrote meanwhile is in its log, which the standby replays. */
  private void copyInto(Path target) throws IOException {
    String sql = BEGIN;
    try (Connection connection = primary.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(RESERVE.formatted(name));
      statement.execute(sql);
      DataCopy.copy(primary.files().data(), target);
      sql = END;
      try (ResultSet label = statement.executeQuery(sql)) {
        label.next();
        Files.writeString(target.resolve("backup_label"), label.getString(1));
      }
    } catch (SQLException e) {
      throw new ServerRefusedException(sql, e);
    }
  }

  /** The primary may take a moment to see that the standby's last connection is gone. */
  private void configure(Path target) throws IOException {
    Files.createFile(target.resolve("standby.signal"));
    String settings = """
        primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s application_name=%s'
        primary_slot_name = '%4$s'
        wal_retrieve_retry_interval = '200ms'
        """.formatted(primary.port(), primary.username(), primary.password(), name);
    Files.writeString(target.resolve("postgresql.auto.conf"), settings, StandardOpenOption.APPEND);
  }
}
