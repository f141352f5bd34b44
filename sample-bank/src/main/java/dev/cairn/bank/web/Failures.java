package dev.cairn.bank.web;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.cairn.InvalidInputException;
import dev.cairn.aggregate.AggregateAlreadyExistsException;
import dev.cairn.aggregate.AggregateNotFoundException;
import dev.cairn.bank.account.CommandRefused;
import dev.cairn.command.CommandConflictException;
import dev.cairn.event.EventEncodingException;
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
      AggregateNotFoundException.class, ProblemType.NO_SUCH_ACCOUNT,
      AggregateAlreadyExistsException.class, ProblemType.ALREADY_THERE,
      CommandConflictException.class, ProblemType.OTHER_WRITERS,
      StreamClosedException.class, ProblemType.OTHER_WRITERS,
      ProjectionBehindException.class, ProblemType.READ_MODEL_BEHIND,
      ProjectionBusyException.class, ProblemType.REBUILD_UNDER_WAY,
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
    if (failure instanceof WrongExpectedVersionException e) {
      return otherVersion(e);
    }
    ProblemType type = TYPES.get(failure.getClass());
    if (type != null) {
      return Problem.of(type, message);
    }
    if (DATABASE.contains(failure.getClass())) {
      // The reason may name hosts and users, which are nobody's business out there.
      log.warn("A request has failed: {}", message);
      return Problem.of(ProblemType.DATABASE_AWAY, "Try again in a moment");
    }
    if (failure instanceof HttpResponseException e) {
      return http(e);
    }
    log.error("A request has failed", failure);
    return Problem.of(
        ProblemType.DEFECT, "Nothing is known about it here; the log of the server says more");
  }

  private static Problem otherVersion(WrongExpectedVersionException e) {
    if (e.actual().equals(StreamVersion.EMPTY)) {
      return Problem.of(
          ProblemType.NO_SUCH_ACCOUNT, "There is no account " + e.stream().key());
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
