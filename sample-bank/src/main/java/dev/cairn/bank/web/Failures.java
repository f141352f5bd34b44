package dev.cairn.bank.web;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.cairn.InvalidInputException;
import dev.cairn.aggregate.AggregateAlreadyExistsException;
import dev.cairn.aggregate.AggregateNotFoundException;
import dev.cairn.bank.account.CommandRefused;
import dev.cairn.command.CommandConflictException;
import dev.cairn.event.EventEncodingException;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.postgres.LogLockedException;
import dev.cairn.postgres.LogRejectedException;
import dev.cairn.postgres.LogSchemaException;
import dev.cairn.postgres.LogUnavailableException;
import dev.cairn.projection.ProjectionBehindException;
import dev.cairn.projection.ProjectionBusyException;
import dev.cairn.projection.UnknownProjectionException;
import dev.cairn.store.StreamClosedException;
import dev.cairn.store.WrongExpectedVersionException;
import io.javalin.http.HttpResponseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which problem a failed request ends with. */
final class Failures {

  private static final Logger log = LoggerFactory.getLogger(Failures.class);

  /** What is wrong with nobody's request. */
  private static final List<Class<? extends RuntimeException>> DATABASE = List.of(
      LogUnavailableException.class,
      LogLockedException.class,
      LogRejectedException.class,
      LogSchemaException.class,
      PoolInitializationException.class);

  /** Those whose message says all that there is to say. */
  private static final Map<Class<? extends RuntimeException>, ProblemType> TYPES = Map.of(
      InvalidInputException.class, ProblemType.BAD_INPUT,
      EventEncodingException.class, ProblemType.BAD_INPUT,
      ProjectionBusyException.class, ProblemType.REBUILD_UNDER_WAY,
      StreamClosedException.class, ProblemType.STREAM_CLOSED,
      // The server knows its projections: this one was not built yet.
      UnknownProjectionException.class, ProblemType.READ_MODEL_BEHIND);

  private Failures() {}

  static Problem problem(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof CommandRefused refusal) {
      return Refusals.problem(refusal);
    }
    if (failure instanceof BadInputException bad) {
      return Problem.of(ProblemType.BAD_INPUT, message, Map.of("errors", bad.faults()));
    }
    if (failure instanceof RefusedRequestException refused) {
      return Problem.of(refused.type(), message);
    }
    if (failure instanceof HttpResponseException e) {
      return http(e);
    }
    ProblemType type = TYPES.get(failure.getClass());
    return type == null ? ofTheLog(failure, message) : Problem.of(type, message);
  }

  /** What Cairn says to programmers, in the words of the bank. */
  private static Problem ofTheLog(Exception failure, String message) {
    if (failure instanceof AggregateNotFoundException e) {
      return noSuchAccount(e.stream());
    }
    if (failure instanceof WrongExpectedVersionException e) {
      return otherVersion(e);
    }
    if (failure instanceof AggregateAlreadyExistsException e) {
      return Problem.of(
          ProblemType.ALREADY_THERE,
          "There is " + name(e.stream())
              + " already; what is sent again keeps its Idempotency-Key");
    }
    if (failure instanceof CommandConflictException e) {
      return Problem.of(
          ProblemType.OTHER_WRITERS, "Send it again: others were first in " + name(e.stream()));
    }
    if (failure instanceof ProjectionBehindException e) {
      return Problem.of(
          ProblemType.READ_MODEL_BEHIND,
          "'" + e.projection() + "' shows the log up to " + e.reached() + ", not to " + e.wanted(),
          Map.of("position", e.reached().value()));
    }
    if (DATABASE.contains(failure.getClass())) {
      // The reason may name hosts and users, which are nobody's business out there.
      log.warn("A request has failed: {}", message);
      return Problem.of(ProblemType.DATABASE_AWAY, "Try again in a moment");
    }
    log.error("A request has failed", failure);
    return Problem.of(
        ProblemType.DEFECT, "Nothing is known about it here; the log of the server says more");
  }

  private static String name(StreamId stream) {
    return stream.category() + " " + stream.key();
  }

  private static Problem noSuchAccount(StreamId stream) {
    return Problem.of(ProblemType.NO_SUCH_ACCOUNT, "There is no " + name(stream));
  }

  private static Problem otherVersion(WrongExpectedVersionException e) {
    if (e.actual().equals(StreamVersion.EMPTY)) {
      return noSuchAccount(e.stream());
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("account", Long.parseLong(e.stream().key()));
    fields.put("version", e.actual().value());
    return Problem.of(
        ProblemType.ACCOUNT_CHANGED,
        "Account " + e.stream().key() + " is at version " + e.actual() + " now",
        fields);
  }

  /** What Javalin itself has to say. */
  private static Problem http(HttpResponseException e) {
    return switch (e.getStatus()) {
      case 404 -> Problem.of(ProblemType.NO_SUCH_PLACE, "Look into /openapi.json for what is here");
      case 405 -> Problem.of(ProblemType.WRONG_METHOD, "Look into /openapi.json for what can be");
      case 413 -> Problem.of(ProblemType.BODY_TOO_LARGE, String.valueOf(e.getMessage()));
      default ->
        new Problem(
            e.getStatus(),
            "about:blank",
            "HTTP " + e.getStatus(),
            String.valueOf(e.getMessage()),
            Map.of());
    };
  }
}
