package dev.cairn;

/**
 * Input that Cairn refuses before anything is sent or written: an empty or oversized id, a string
 * with a NUL character, too many events in one append, a payload above the limit.
 */
public final class InvalidInputException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String subject;

  /**
   * @param subject what was refused, such as {@code "stream key"}
   * @param problem what is wrong with it and what would be right, continuing a sentence that starts
   *     with the subject
   */
  public InvalidInputException(String subject, String problem) {
    super("The " + subject + " " + problem);
    this.subject = subject;
  }

  /** What was refused, such as {@code "stream key"}. */
  public String subject() {
    return subject;
  }
}
