package dev.cairn.bank.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The files of the page, from the jar. */
final class Page {

  private static final List<String> MODULES = List.of(
      "account.js",
      "accounts.js",
      "api.js",
      "app.js",
      "dom.js",
      "feed.js",
      "format.js",
      "forms.js",
      "operations.js",
      "rebuild.js",
      "refresh.js",
      "sparkline.js",
      "statement.js",
      "timeline.js",
      "transfers.js");

  private Page() {}

  static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    routes.add(file("/", "index.html", "text/html; charset=utf-8"));
    routes.add(file("/style.css", "style.css", "text/css; charset=utf-8"));
    routes.add(file("/icon.svg", "icon.svg", "image/svg+xml"));
    MODULES.forEach(
        module -> routes.add(file("/" + module, module, "text/javascript; charset=utf-8")));
    return routes;
  }

  private static Route file(String path, String name, String contentType) {
    byte[] bytes = resource("/web/" + name);
    return Route.get(path, ctx -> ctx.contentType(contentType).result(bytes));
  }

  /** The description of the API. */
  static void openApi(Context ctx) {
    ctx.contentType("application/json").result(resource("openapi.json"));
  }

  private static byte[] resource(String name) {
    try (InputStream stream = Page.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("The jar lacks " + name + "; build it again");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
