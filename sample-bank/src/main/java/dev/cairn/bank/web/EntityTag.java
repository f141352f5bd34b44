package dev.cairn.bank.web;

import dev.cairn.event.StreamVersion;
import dev.cairn.store.ExpectedVersion;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The version of an account as an entity tag, and what requests make depend on it. */
final class EntityTag {

  private EntityTag() {}

  /** Says which version the answer shows. */
  static void set(Context ctx, StreamVersion version) {
    ctx.header("ETag", of(version));
  }

  private static String of(StreamVersion version) {
    return "\"" + version + "\"";
  }

  /**
   * What {@code If-Match} wants the account to be like. Any version, if it is not there.
   *
   * @throws BadInputException if it is not {@code *} or one strong tag
   */
  static ExpectedVersion expected(Context ctx) {
    String header = ctx.header("If-Match");
    if (header == null) {
      return ExpectedVersion.any();
    }
    String tag = header.trim();
    if (tag.equals("*")) {
      return ExpectedVersion.streamExists();
    }
    if (tag.matches("\"[0-9]{1,18}\"")) {
      return ExpectedVersion.exactly(Long.parseLong(tag.substring(1, tag.length() - 1)));
    }
    throw new BadInputException(
        "If-Match", "must be * or the ETag of the account, such as \"5\"; a list is not taken");
  }

  /** Answers that nothing has changed, if the request knows this version already. */
  static boolean isKnown(Context ctx, StreamVersion version) {
    boolean known = tags(ctx.header("If-None-Match")).stream()
        .anyMatch(tag -> tag.equals("*") || tag.replaceFirst("^W/", "").equals(of(version)));
    if (known) {
      ctx.status(304);
    }
    return known;
  }

  private static List<String> tags(@Nullable String header) {
    return header == null
        ? List.of()
        : Arrays.stream(header.split(",", -1)).map(String::trim).toList();
  }
}
