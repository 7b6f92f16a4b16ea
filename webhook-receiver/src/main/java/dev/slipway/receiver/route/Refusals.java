package dev.slipway.receiver.route;

import dev.slipway.receiver.problem.Problem;
import dev.slipway.receiver.problem.ProblemDocument;
import dev.slipway.receiver.problem.ProblemException;
import dev.slipway.store.failure.UnavailableException;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;

/// What becomes of everything thrown while a request is answered: a document that says what is
/// wrong, and for our own faults one line in the log and no word of them outside.
public final class Refusals {

  private static final System.Logger LOGGER = System.getLogger(Refusals.class.getName());

  /// After these the body was left half-read, and the connection is of no more use.
  private static final Set<Integer> CLOSING = Set.of(408, 413, 503);

  private final Page page;

  /// Makes refusals that show themselves to people as `page`.
  public Refusals(Page page) {
    this.page = page;
  }

  /// Answers `request`, whose handler threw `thrown`.
  public void answer(ServerRequest request, ServerResponse response, Throwable thrown) {
    if (thrown instanceof CloseConnectionException close) {
      throw close;
    }
    if (response.isSent() || response.bytesWritten() > 0) {
      LOGGER.log(Level.DEBUG, "An answer broke off", thrown);
      throw new CloseConnectionException("the answer broke off", thrown);
    }
    send(request, response, problem(request, thrown));
  }

  private void send(ServerRequest request, ServerResponse response, Problem problem) {
    boolean closing =
        CLOSING.contains(problem.status().code()) || "body-incomplete".equals(problem.type());
    if (closing) {
      response.header(HeaderValues.CONNECTION_CLOSE);
    }
    if (page.wanted(request)) {
      page.send(request, response, problem);
    } else {
      ProblemDocument.send(request, response, problem);
    }
    if (closing) {
      throw new CloseConnectionException("refused: " + problem.type());
    }
  }

  private static Problem problem(ServerRequest request, Throwable thrown) {
    return switch (thrown) {
      case ProblemException refused -> refused.problem();
      case RequestException refused -> ofStatus(refused.status());
      case HttpException refused -> ofStatus(refused.status());
      case UnavailableException away -> unavailable(request, away);
      default -> fault(request, thrown);
    };
  }

  private static Problem unavailable(ServerRequest request, UnavailableException away) {
    LOGGER.log(
        Level.WARNING,
        "Could not answer method={0} path={1}: {2}",
        request.prologue().method().text(),
        request.path().rawPath(),
        away.getMessage());
    return new Problem(
        Status.SERVICE_UNAVAILABLE_503,
        "store-unavailable",
        "The store can't be reached",
        "What is asked for is kept in a store that can't be reached just now. Try again; if it"
            + " stays so, the log of the server says which store, and slipway doctor checks it.",
        Optional.empty());
  }

  private static Problem fault(ServerRequest request, Throwable thrown) {
    LOGGER.log(
        Level.ERROR,
        "Failed to answer method=%s path=%s; the cause follows. Report it with this line."
            .formatted(request.prologue().method().text(), request.path().rawPath()),
        thrown);
    return ofStatus(Status.INTERNAL_SERVER_ERROR_500);
  }

  private static Problem ofStatus(Status status) {
    var detail =
        status.code() >= 500
            ? "Something went wrong here, not with you. The log of the server says what."
            : "The request could not be understood.";
    return new Problem(
        status, "http-" + status.code(), status.reasonPhrase(), detail, Optional.empty());
  }

  /// How a refusal looks to a person.
  public interface Page {

    /// Tells whether it is a person who asks.
    boolean wanted(ServerRequest request);

    /// Answers with `problem` for a person to read.
    void send(ServerRequest request, ServerResponse response, Problem problem);
  }
}
