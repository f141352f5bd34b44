package dev.cairn.registry;

/** The registry has no such subject, version or schema. */
public final class SchemaNotFoundException extends SchemaRegistryException {

  private static final long serialVersionUID = 1L;

  private final String subject;

  SchemaNotFoundException(String request, String subject, String answer) {
    super(request, "does not have " + subject + ". It answered " + answer, null);
    this.subject = subject;
  }

  /** What is not there: a subject, or {@code id} and a number. */
  public String subject() {
    return subject;
  }
}
