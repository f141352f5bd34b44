package dev.cairn.bank.web;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A problem document, as RFC 9457 wants it.
 *
 * @param type a tag URI: it names the problem and leads nowhere
 * @param fields what programs want to know of it beside
 */
record Problem(int status, String type, String title, String detail, Map<String, Object> fields) {

  private static final String TYPES = "tag:cairn.dev,2026:bank/";

  static Problem of(ProblemType type, String detail) {
    return of(type, detail, Map.of());
  }

  static Problem of(ProblemType type, String detail, Map<String, Object> fields) {
    return new Problem(type.status(), TYPES + type.slug(), type.title(), detail, fields);
  }

  /** An account said no, for a reason of its own. */
  static Problem refusal(String slug, String detail, Map<String, Object> fields) {
    return new Problem(422, TYPES + slug, "The account has refused", detail, fields);
  }

  void send(Context ctx) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", type);
    document.put("title", title);
    document.put("status", status);
    document.put("detail", detail);
    document.putAll(fields);
    if (status == 503) {
      ctx.header("Retry-After", "1");
    }
    ctx.status(status);
    Json.send(ctx, "application/problem+json", document);
  }
}
