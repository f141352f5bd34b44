package dev.cairn.codec.schema;

import dev.cairn.CairnException;
import java.nio.file.Path;
import java.util.List;

/** Events have a form that is not among the committed ones. */
public final class UncommittedSchemasException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> types;

  UncommittedSchemasException(Path committed, List<String> types) {
    super("The forms that these events have in the code are not in " + committed + ": "
        + String.join(", ", types) + ". Write them with 'es schema export " + committed
        + "' or SchemaGuard.export(), and commit the files");
    this.types = List.copyOf(types);
  }

  /** Their names, in order. */
  public List<String> types() {
    return types;
  }
}
