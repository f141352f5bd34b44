package dev.cairn.outbox.settings;

import dev.cairn.CairnException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of settings is not there, may not be read, or is no properties file in UTF-8. */
public final class UnreadableSettingsException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient Path file;

  UnreadableSettingsException(Path file, Exception cause) {
    super("The Kafka settings in " + file + " cannot be read: " + problem(cause), cause);
    this.file = file;
  }

  private static String problem(Exception cause) {
    if (cause instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (cause instanceof AccessDeniedException) {
      return "this user may not read it";
    }
    if (cause instanceof CharacterCodingException) {
      return "it is not text in UTF-8";
    }
    return cause instanceof IllegalArgumentException
        ? "a \\u in it is not followed by four hexadecimal digits; write \\\\u for a plain \\u"
        : String.valueOf(cause.getMessage());
  }

  public Path file() {
    return file;
  }
}
