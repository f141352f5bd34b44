package dev.cairn.registry;

/** The registry does not take a schema: it is not valid, or breaks what the subject has. */
public final class SchemaRefusedException extends SchemaRegistryException {

  private static final long serialVersionUID = 1L;

  private final String subject;
  private final Reason reason;

  /** Why it is not taken. */
  public enum Reason {
    /** Those who have other versions could not read, or not be read. */
    INCOMPATIBLE,
    /** It is no schema of its format. */
    INVALID
  }

  SchemaRefusedException(String request, String subject, Reason reason, String answer) {
    super(
        request,
        "does not take the schema for " + subject + ", because it is "
            + (reason == Reason.INCOMPATIBLE
                ? "incompatible with what is registered there: give the event a new revision that is"
                    + " compatible, or another level to the subject"
                : "not valid")
            + ". It answered " + answer,
        null);
    this.subject = subject;
    this.reason = reason;
  }

  public String subject() {
    return subject;
  }

  public Reason reason() {
    return reason;
  }
}
