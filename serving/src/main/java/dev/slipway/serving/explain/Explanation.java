package dev.slipway.serving.explain;

import dev.slipway.artifact.rules.Origin;
import dev.slipway.serving.trace.Trace;
import java.util.List;
import java.util.Optional;

/// Why a request gets the answer that it gets.
///
/// @param steps in the order in which they were taken
/// @param headers of the answer, but for `Content-Length` and what belongs to the connection
/// @param file the path of the file that was sent; empty if none was
public record Explanation(
    String url, List<Step> steps, int status, List<Field> headers, Optional<String> file) {

  /// One decision.
  ///
  /// @param rule the rule that it is about, if it is about one
  public record Step(Trace.Topic topic, String what, Optional<Origin> rule) {}

  /// One field of the answer's header.
  ///
  /// @param why it has this value
  public record Field(String name, String value, String why) {}

  public Explanation {
    steps = List.copyOf(steps);
    headers = List.copyOf(headers);
  }
}
