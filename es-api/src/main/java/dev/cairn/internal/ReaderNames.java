package dev.cairn.internal;

import java.util.List;
import java.util.regex.Pattern;

/** What projections and processes may be called: they are parts of identifiers, and of what people type. */
public final class ReaderNames {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

  private ReaderNames() {}

  /** Adds a problem if none may be called that. */
  public static void check(String name, int version, List<String> problems) {
    if (!NAME.matcher(name).matches()) {
      problems.add("The name '" + name.replaceAll("\\p{Cntrl}", "?")
          + "' does not do; it is 1 to 40 lower-case letters, digits, - and _, a letter first");
    }
    if (version < 1) {
      problems.add("The version of '" + name + "' is " + version + "; the first is 1");
    }
  }
}
