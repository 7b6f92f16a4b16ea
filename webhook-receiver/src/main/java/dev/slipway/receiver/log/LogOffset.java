package dev.slipway.receiver.log;

import dev.slipway.receiver.problem.Problem;
import io.helidon.webserver.http.ServerRequest;

/// Numbers that a log is asked for with.
final class LogOffset {

  private LogOffset() {}

  /// Returns the number in the parameter `name`, or `otherwise` if it is absent.
  static long parameter(ServerRequest request, String name, long otherwise) {
    var query = request.query();
    return query.contains(name) ? parse(name, query.get(name)) : otherwise;
  }

  /// Returns the number that `text`, the value of `name`, spells.
  static long parse(String name, String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the refusal, which is the same for both
    }
    throw Problem.badField(name, "Must be a number, 0 or more.").exception();
  }
}
