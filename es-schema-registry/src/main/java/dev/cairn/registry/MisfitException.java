package dev.cairn.registry;

import java.util.function.Supplier;

/** A value in the JSON is not what the schema says; knows where. */
final class MisfitException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final String problem;

  MisfitException(String problem) {
    this("", problem);
  }

  private MisfitException(String path, String problem) {
    super(path + ": " + problem);
    this.path = path;
    this.problem = problem;
  }

  /** What happens at a place in the JSON, named by its steps outermost first. */
  static <T> T at(String step, Supplier<T> what) {
    try {
      return what.get();
    } catch (MisfitException e) {
      throw new MisfitException("/" + escaped(step) + e.path, e.problem);
    }
  }

  /** As RFC 6901 has it. */
  private static String escaped(String step) {
    return step.replace("~", "~0").replace("/", "~1");
  }

  String path() {
    return path;
  }

  String problem() {
    return problem;
  }
}
