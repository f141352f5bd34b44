package dev.cairn.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The grants of an application's role, as a script that an operator can read and run as well. */
final class GrantScript {

  private GrantScript() {}

  static String forRole(String resource, String schema, String quotedRole, String quotedDatabase) {
    try (InputStream script = GrantScript.class.getResourceAsStream("/" + resource)) {
      if (script == null) {
        throw new IllegalArgumentException(resource + " is not on the class path");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${schema}", schema)
          .replace("${role}", quotedRole)
          .replace("${database}", quotedDatabase);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
