package dev.cairn.projection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jdbi.v3.core.Handle;

/** The statements that make the tables of a projection. */
record TableScript(String text) {

  /**
   * Reads a script from the class path.
   *
   * @param beside the class beside which it lies
   */
  static TableScript of(Class<?> beside, String name) {
    try (InputStream script = beside.getResourceAsStream(name)) {
      if (script == null) {
        throw new MissingScriptException(beside, name);
      }
      return new TableScript(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("The script " + name + " cannot be read", e);
    }
  }

  static boolean exists(Class<?> beside, String name) {
    return beside.getResource(name) != null;
  }

  void run(Handle handle) {
    RawSql.execute(handle, text);
  }

  /** A script that was there when the definition was checked is there no more. */
  private static final class MissingScriptException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    MissingScriptException(Class<?> beside, String name) {
      super("There is no script '" + name + "' beside " + beside.getName() + " on the class path");
    }
  }
}
