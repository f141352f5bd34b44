package dev.cairn.projection.model;

import java.util.List;
import java.util.regex.Pattern;

/** What projections may be called: they are parts of identifiers, and of what people type. */
public final class ProjectionNames {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

  private ProjectionNames() {}

  /** Adds a problem if a projection may not be called that. */
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
