package dev.cairn.bank.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.web.BadInputException.Fault;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JSON object that came with a request. It is asked for its fields one after the other, and then for
 * all that was wrong with them.
 */
final class Body {

  private static final int LONGEST_TEXT = 200;

  private final JsonNode json;
  private final List<Fault> faults = new ArrayList<>();
  private final Set<String> asked = new HashSet<>();

  private Body(JsonNode json) {
    this.json = json;
  }

  /**
   * @param limit how many bytes it may have
   * @throws BadInputException if it is not JSON, or no object
   */
  static Body of(Context ctx, int limit) {
    byte[] bytes;
    try (InputStream stream = ctx.bodyInputStream()) {
      bytes = stream.readNBytes(limit + 1);
    } catch (IOException e) {
      throw new BadInputException("body", "cannot be read to its end");
    }
    if (bytes.length > limit) {
      throw new RefusedRequestException(
          ProblemType.BODY_TOO_LARGE, "A body has " + limit + " bytes at most");
    }
    try {
      JsonNode json = Json.read(bytes);
      if (json.isObject()) {
        return new Body(json);
      }
    } catch (IOException e) {
      // Said below; where the parser has stumbled helps nobody who sees the body.
    }
    throw new BadInputException("body", "must be one JSON object");
  }

  /** A whole number; 0 if it is wrong, which {@link #check} says. */
  long number(String field) {
    JsonNode value = value(field);
    return value == null ? fault(field, "is missing", 0L) : number(field, value);
  }

  long number(String field, long otherwise) {
    JsonNode value = value(field);
    return value == null ? otherwise : number(field, value);
  }

  /** The number of an account, from 1 on. */
  AccountId account(String field) {
    JsonNode value = value(field);
    boolean fits = value != null
        && value.isIntegralNumber()
        && value.canConvertToLong()
        && value.longValue() >= 1
        && value.longValue() <= Parameters.LARGEST_ACCOUNT;
    return new AccountId(
        value != null && fits
            ? value.longValue()
            : fault(
                field,
                "must be the number of an account, from 1 to " + Parameters.LARGEST_ACCOUNT,
                0L));
  }

  private long number(String field, JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong()
        ? value.longValue()
        : fault(field, "must be a whole number of 64 bits, such as 1250", 0L);
  }

  String text(String field) {
    JsonNode value = value(field);
    if (value == null) {
      return "";
    }
    String text = value.isTextual() ? value.textValue() : "\n";
    return text.length() <= LONGEST_TEXT && text.chars().noneMatch(Character::isISOControl)
        ? text
        : fault(field, "must be text of one line with " + LONGEST_TEXT + " characters at most", "");
  }

  LocalDate day(String field, LocalDate otherwise) {
    JsonNode value = value(field);
    LocalDate day = value == null ? otherwise : Days.parsed(value.asText());
    return day == null ? fault(field, Days.RULE, otherwise) : day;
  }

  private @Nullable JsonNode value(String field) {
    asked.add(field);
    JsonNode value = json.get(field);
    return value == null || value.isNull() ? null : value;
  }

  private <T> T fault(String field, String detail, T otherwise) {
    faults.add(new Fault(field, detail));
    return otherwise;
  }

  /**
   * To be called after the last field.
   *
   * @throws BadInputException if a field is wrong, missing, or nobody has asked for it
   */
  void check() {
    json.fieldNames().forEachRemaining(field -> {
      if (!asked.contains(field)) {
        faults.add(new Fault(field, "is not known here"));
      }
    });
    if (!faults.isEmpty()) {
      throw new BadInputException(faults);
    }
  }
}
