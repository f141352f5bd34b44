package dev.cairn.bank.show;

import java.time.DateTimeException;
import java.time.LocalDate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the days that people write. */
final class Day implements ITypeConverter<LocalDate> {

  @Override
  public LocalDate convert(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      // The database writes years that have not four digits in another way.
      if (day.getYear() > 1000 && day.getYear() <= 9999) {
        return day;
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw new TypeConversionException("'" + text + "' is no day, such as 1995-01-31");
  }
}
