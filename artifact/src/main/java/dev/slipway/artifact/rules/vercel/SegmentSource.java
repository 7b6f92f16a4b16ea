package dev.slipway.artifact.rules.vercel;

import dev.slipway.artifact.rules.model.PathPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A source that is made segment by segment: of plain text, of names that are whole segments, and
/// of a `(.*)` behind the last slash.
final class SegmentSource {

  private final List<PathPattern.Segment> segments = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final List<String> numbers = new ArrayList<>();

  private SegmentSource() {}

  /// Returns the source of `tokens`, if it is of that kind.
  static Optional<Source> of(List<Token> tokens) {
    var source = new SegmentSource();
    for (var i = 0; i < tokens.size(); i++) {
      var last = i == tokens.size() - 1;
      var ends = last || tokens.get(i + 1).beginsSegment();
      if (!source.add(tokens.get(i), last, ends)) {
        return Optional.empty();
      }
    }
    return source.isAmbiguous() ? Optional.empty() : Optional.of(source.source());
  }

  private boolean add(Token token, boolean last, boolean ends) {
    return switch (token) {
      case Token.Literal literal -> add(literal);
      case Token.Group group -> {
        if (group.isRest() && last) {
          segments.add(new PathPattern.Splat());
          number(group, PathPattern.Splat.NAME);
          yield true;
        }
        if (group.isSegment() && ends) {
          segments.add(new PathPattern.Name(group.name()));
          number(group, group.name());
          yield true;
        }
        yield false;
      }
    };
  }

  private boolean add(Token.Literal literal) {
    if (!literal.value().startsWith("/")) {
      return false;
    }
    for (var segment : literal.value().substring(1).split("/", -1)) {
      segments.add(new PathPattern.Literal(segment));
    }
    return true;
  }

  private void number(Token.Group group, String placeholder) {
    numbers.add(placeholder);
    if (!group.name().isEmpty()) {
      names.put(group.name(), placeholder);
    }
  }

  /// Tells whether two groups would have the same placeholder.
  private boolean isAmbiguous() {
    return new HashSet<>(numbers).size() < numbers.size();
  }

  private Source source() {
    return new Source(new PathPattern.Segments(segments, true, true), List.of(), names, numbers);
  }
}
