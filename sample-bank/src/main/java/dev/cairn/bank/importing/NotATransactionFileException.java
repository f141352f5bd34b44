package dev.cairn.bank.importing;

/** A file that does not begin with the header of the format; nothing of it was played. */
public final class NotATransactionFileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String file;

  NotATransactionFileException(String file) {
    super(file + " is not a file of transactions: its first line is not "
        + String.join(";", RowFormat.HEADER));
    this.file = file;
  }

  /** The name of the file. */
  public String file() {
    return file;
  }
}
