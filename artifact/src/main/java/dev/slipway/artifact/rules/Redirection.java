package dev.slipway.artifact.rules;

/// What the first rule that matches asks for.
///
/// @param status 301, 302, 303, 307 or 308 to send the visitor to the target; 200 to answer with
///   the file at the target; 4xx and 5xx to answer with the file at the target and that status
/// @param target placeholders filled in, percent-encoded: where the visitor is sent, what a
///   `Location` says, the request's query added; otherwise a path that begins with one slash,
///   without a query
public record Redirection(Origin origin, int status, String target) {

  /// Tells whether the visitor is sent to the target.
  public boolean sendsAway() {
    return status >= 300 && status < 400;
  }
}
