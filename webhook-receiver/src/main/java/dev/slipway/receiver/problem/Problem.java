package dev.slipway.receiver.problem;

import io.helidon.http.Status;
import java.util.Optional;

/// A refusal, as its caller gets to read it.
///
/// @param status the HTTP status
/// @param title what went wrong, in words that are the same every time
/// @param detail what went wrong this time, and what is allowed instead
/// @param field the field, header or parameter at fault, if it is one
/// @param type a fixed word for programs, such as `name-taken`
public record Problem(
    Status status, String type, String title, String detail, Optional<String> field) {

  /// Returns the refusal of a request that is wrong as a whole.
  public static Problem badRequest(String detail) {
    return new Problem(
        Status.BAD_REQUEST_400, "bad-request", "Bad request", detail, Optional.empty());
  }

  /// Returns the refusal of a request because of one `field` of it.
  public static Problem badField(String field, String detail) {
    return new Problem(
        Status.BAD_REQUEST_400, "bad-request", "Bad request", detail, Optional.of(field));
  }

  /// Returns the refusal of a value that is well-formed but not allowed.
  public static Problem notAllowed(String field, String detail) {
    return new Problem(
        Status.UNPROCESSABLE_CONTENT_422,
        "value-not-allowed",
        "Value not allowed",
        detail,
        Optional.of(field));
  }

  /// Returns the refusal of something that is not there, or not the caller's to see.
  public static Problem notFound(String detail) {
    return new Problem(Status.NOT_FOUND_404, "not-found", "Not found", detail, Optional.empty());
  }

  /// Returns the refusal of what does not go together with how things are.
  public static Problem conflict(String type, String detail) {
    return new Problem(Status.CONFLICT_409, type, "Conflict", detail, Optional.empty());
  }

  /// Returns the same with `field` at fault.
  public Problem at(String field) {
    return new Problem(status, type, title, detail, Optional.of(field));
  }

  /// Returns this as an exception, to leave a request with.
  public ProblemException exception() {
    return new ProblemException(this);
  }
}
