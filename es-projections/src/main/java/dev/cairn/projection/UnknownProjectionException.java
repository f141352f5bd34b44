package dev.cairn.projection;

import dev.cairn.CairnException;
import java.util.Collection;

/** There is no projection of that name, or it has nothing of what was asked for. */
public final class UnknownProjectionException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String projection;

  private UnknownProjectionException(String projection, String message) {
    super(message);
    this.projection = projection;
  }

  static UnknownProjectionException notAmong(String projection, Collection<String> known) {
    return new UnknownProjectionException(
        projection,
        "There is no projection '" + projection + "'; there are "
            + (known.isEmpty() ? "none" : String.join(", ", known)));
  }

  static UnknownProjectionException without(String projection, String what) {
    return new UnknownProjectionException(
        projection, "The projection '" + projection + "' has " + what);
  }

  public String projection() {
    return projection;
  }
}
