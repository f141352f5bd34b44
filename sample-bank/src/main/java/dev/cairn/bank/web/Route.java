package dev.cairn.bank.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * Something that can be asked of the server.
 *
 * @param path as OpenAPI and Javalin write it: {@code /api/accounts/{account}}
 */
record Route(HandlerType method, String path, Handler handler) {

  static Route get(String path, Handler handler) {
    return new Route(HandlerType.GET, path, handler);
  }

  static Route post(String path, Handler handler) {
    return new Route(HandlerType.POST, path, handler);
  }

  /** The same, with something else done before. */
  Route after(Handler first) {
    return new Route(method, path, ctx -> {
      first.handle(ctx);
      handler.handle(ctx);
    });
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
