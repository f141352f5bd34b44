package dev.cairn.registry;

/** The registry wants other credentials (401), or does not allow this to these (403). */
public final class RegistryAccessException extends SchemaRegistryException {

  private static final long serialVersionUID = 1L;

  private final int status;

  RegistryAccessException(String request, int status, String answer) {
    super(
        request,
        (status == 401
                ? "does not accept the credentials: set them with RegistrySettings.withBasicAuth"
                : "does not allow this to the user: grant it there")
            + ". It answered " + status + " " + answer,
        null);
    this.status = status;
  }

  /** The status of HTTP: 401 or 403. */
  public int status() {
    return status;
  }
}
