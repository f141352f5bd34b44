package dev.cairn.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The JVM of this process, to start others of the same kind. */
final class Jvm {

  private static final Set<String> STEERING =
      Set.of("CLASSPATH", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

  /** For servers that are started often and have little to carry. */
  static final List<String> FAST_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private Jvm() {}

  /** The path of a program that comes with it. */
  static String program(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  /** Takes out of an environment what is meant for this JVM only, such as its agents. */
  static void clean(Map<String, String> environment) {
    environment.keySet().removeAll(STEERING);
  }
}
