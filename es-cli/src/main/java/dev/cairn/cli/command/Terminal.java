package dev.cairn.cli.command;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Where a command writes: results to standard output, everything else to standard error. */
public final class Terminal {

  private final PrintWriter out;
  private final PrintWriter err;

  Terminal(CommandLine command) {
    this.out = command.getOut();
    this.err = command.getErr();
  }

  /** Writes to a stream of this process, in the charset of its terminal. */
  public static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, Charset.defaultCharset());
  }

  /**
   * Writes one line of the result, for people. Characters that would control their terminal, which ids and
   * payloads may well hold, are shown as {@code ?}.
   */
  public void line(String format, @Nullable Object... values) {
    out.println(harmless(String.format(Locale.ROOT, format, values)));
    if (out.checkError()) {
      throw new OutputClosedException();
    }
  }

  /** Writes a line beside the result. */
  public void note(String format, @Nullable Object... values) {
    err.println(harmless(String.format(Locale.ROOT, format, values)));
  }

  /** The result for programs. */
  public JsonOutput json() {
    return new JsonOutput(out);
  }

  /** For what moves. */
  public PrintWriter err() {
    return err;
  }

  private static String harmless(String text) {
    StringBuilder harmless = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        harmless.setCharAt(i, '?');
      }
    }
    return harmless.toString();
  }
}
