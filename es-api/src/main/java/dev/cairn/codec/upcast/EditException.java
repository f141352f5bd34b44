package dev.cairn.codec.upcast;

import java.util.function.Supplier;

/** Knows where in the JSON an edit failed; the codec says of which event. */
final class EditException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final RuntimeException failure;

  private EditException(String path, RuntimeException failure) {
    super(failure);
    this.path = path;
    this.failure = failure;
  }

  /** What happens at a place in the JSON, named by its steps outermost first. */
  static <T> T at(String name, Supplier<T> edit) {
    try {
      return edit.get();
    } catch (EditException e) {
      throw new EditException("/" + escaped(name) + e.path, e.failure);
    } catch (RuntimeException e) {
      throw new EditException("/" + escaped(name), e);
    }
  }

  static EditException wrong(String what) {
    return new EditException("", new IllegalArgumentException(what));
  }

  /** As RFC 6901 has it. */
  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  String path() {
    return path;
  }

  RuntimeException failure() {
    return failure;
  }
}
