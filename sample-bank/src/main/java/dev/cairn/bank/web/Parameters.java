package dev.cairn.bank.web;

import dev.cairn.bank.account.AccountId;
import dev.cairn.event.Position;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a request says in its path, its query and its headers. */
final class Parameters {

  /** The largest whole number that every client can tell from its neighbours. */
  static final long LARGEST_ACCOUNT = (1L << 53) - 1;

  private Parameters() {}

  static AccountId account(Context ctx) {
    return account(ctx.pathParam("account"));
  }

  private static AccountId account(String text) {
    return new AccountId(number("account", text, 1, LARGEST_ACCOUNT));
  }

  /** How many lines a page has: 50 unless the request says so, 500 at most. */
  static int limit(Context ctx) {
    return Math.toIntExact(number(ctx, "limit", 50, 1, 500));
  }

  static long number(Context ctx, String name, long otherwise, long least, long most) {
    String text = ctx.queryParam(name);
    return text == null ? otherwise : number(name, text, least, most);
  }

  private static long number(String name, String text, long least, long most) {
    if (text.matches("[0-9]{1,18}")) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new BadInputException(name, "must be a whole number from " + least + " to " + most);
  }

  static @Nullable LocalDate day(Context ctx, String name) {
    String text = ctx.queryParam(name);
    if (text == null) {
      return null;
    }
    LocalDate day = Days.parsed(text);
    if (day == null) {
      throw new BadInputException(name, Days.RULE);
    }
    return day;
  }

  static boolean flag(Context ctx, String name) {
    String text = ctx.queryParam(name);
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw new BadInputException(name, "must be true or false");
  }

  /** Up to where the log is to be seen in what is asked for. */
  static Optional<Position> position(Context ctx) {
    return ctx.queryParam("position") == null
        ? Optional.empty()
        : Optional.of(new Position(number(ctx, "position", 0, 0, Long.MAX_VALUE)));
  }

  /** After which event a feed is to begin; less than 0 for after the last one. */
  static long lastEvent(Context ctx) {
    String text = ctx.header("Last-Event-ID");
    return text == null ? -1 : number("Last-Event-ID", text, 0, Long.MAX_VALUE);
  }

  /** The id of the command; a string of RFC 8941, in quotes, or bare. */
  static @Nullable UUID idempotencyKey(Context ctx) {
    String text = ctx.header("Idempotency-Key");
    if (text == null) {
      return null;
    }
    return uuid("Idempotency-Key", text.replaceAll("^\"(.*)\"$", "$1"));
  }

  static UUID uuid(String name, String text) {
    // UUID.fromString takes much that is none.
    if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      throw new BadInputException(name, "must be a UUID");
    }
    return UUID.fromString(text);
  }
}
