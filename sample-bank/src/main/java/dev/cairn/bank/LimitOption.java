package dev.cairn.bank;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Says how many lines to show. */
final class LimitOption {

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Reader.class,
      defaultValue = "20",
      description = "Show N lines at most; ${DEFAULT-VALUE} unless given.")
  private int lines = 20;

  int lines() {
    return lines;
  }

  /** Reads what people write. */
  static final class Reader implements ITypeConverter<Integer> {

    private static final int MOST = 100_000;

    @Override
    public Integer convert(String text) {
      if (text.matches("[0-9]{1,6}")) {
        int lines = Integer.parseInt(text);
        if (lines >= 1 && lines <= MOST) {
          return lines;
        }
      }
      throw new TypeConversionException("'" + text + "' is not a number from 1 to " + MOST);
    }
  }
}
