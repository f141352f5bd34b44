package dev.cairn.bank.web;

import java.util.Locale;

/** What can be wrong, beside what accounts refuse. */
enum ProblemType {
  BAD_INPUT(400, "The request cannot be understood"),
  FOREIGN_PAGE(403, "Another site's page may not do this"),
  NO_SUCH_ACCOUNT(404, "There is no such account"),
  NO_SUCH_TRANSFER(404, "There is no such transfer"),
  NO_SUCH_PROJECTION(404, "There is no such projection"),
  NO_SUCH_PLACE(404, "There is nothing here"),
  WRONG_METHOD(405, "This cannot be done here"),
  ALREADY_THERE(409, "It is there already"),
  OTHER_WRITERS(409, "Others changed the account each time it was tried"),
  STREAM_CLOSED(409, "An operator has closed the stream for good"),
  NOT_REBUILDABLE(409, "A process cannot be rebuilt"),
  REBUILD_UNDER_WAY(409, "The projection is being rebuilt"),
  ACCOUNT_CHANGED(412, "The account has changed"),
  BODY_TOO_LARGE(413, "The body is too large"),
  NOT_JSON(415, "The body is not sent as JSON"),
  UNKNOWN_HOST(421, "This server does not go by that name"),
  KEY_USED(422, "The idempotency key belongs to another command"),
  DEFECT(500, "A mistake in the server"),
  DATABASE_AWAY(503, "The database cannot be used now"),
  READ_MODEL_BEHIND(503, "The read model has not come that far"),
  TOO_MANY_STREAMS(503, "Too many clients follow the events");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  /** As problem documents write it. */
  String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
