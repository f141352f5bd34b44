package dev.cairn.outbox;

import dev.cairn.CairnException;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link ValueFormat} needs to write values is away, such as a schema registry. Nothing is wrong
 * with the event: the relay waits and tries again, as it does for a broker that is away.
 */
public final class ValuesUnavailableException extends CairnException {

  private static final long serialVersionUID = 1L;

  /**
   * @param problem what is away, to be read by an operator
   */
  public ValuesUnavailableException(String problem, @Nullable Throwable cause) {
    super(problem, cause);
  }
}
