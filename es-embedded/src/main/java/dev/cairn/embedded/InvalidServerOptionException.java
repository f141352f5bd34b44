package dev.cairn.embedded;

/** An option, a system property or an environment variable has a value that cannot be used. */
public final class InvalidServerOptionException extends EmbeddedServerException {

  private static final long serialVersionUID = 1L;

  private final String option;

  InvalidServerOptionException(String option, String problem) {
    super(option + " " + problem);
    this.option = option;
  }

  /** The name of the option. */
  public String option() {
    return option;
  }
}
