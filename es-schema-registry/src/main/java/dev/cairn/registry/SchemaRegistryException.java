package dev.cairn.registry;

import dev.cairn.CairnException;
import org.jspecify.annotations.Nullable;

/** A schema registry did not do what was asked for. */
public abstract sealed class SchemaRegistryException extends CairnException
    permits RegistryAccessException,
        RegistryUnavailableException,
        SchemaNotFoundException,
        SchemaRefusedException,
        UnexpectedAnswerException {

  private static final long serialVersionUID = 1L;

  private final String request;

  SchemaRegistryException(String request, String problem, @Nullable Throwable cause) {
    super("The schema registry " + problem + " (" + request + ")", cause);
    this.request = request;
  }

  /** What was asked: the method of HTTP and the URI, without credentials. */
  public String request() {
    return request;
  }
}
