package dev.cairn.cli.command;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** What people give as the address of a database. */
public final class JdbcUrl {

  /** Stricter than the driver, which takes part of a password before an @ for a port and warns of it. */
  private static final Pattern PATTERN =
      Pattern.compile("jdbc:postgresql:(//(HOST(:[0-9]+)?(,HOST(:[0-9]+)?)*)?/)?[^/@:?]*([?].*)?"
          .replace("HOST", "([\\w.-]+|\\[[\\w.:%]+])"));

  private JdbcUrl() {}

  /** Whether the driver will understand it. */
  public static boolean isUnderstood(String url) {
    try {
      return PATTERN.matcher(url).matches() && DriverManager.getDriver(url) != null;
    } catch (SQLException noDriverTakesIt) {
      return false;
    }
  }
}
