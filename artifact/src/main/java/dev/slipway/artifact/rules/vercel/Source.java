package dev.slipway.artifact.rules.vercel;

import dev.slipway.artifact.rules.model.Condition;
import dev.slipway.artifact.rules.model.PathPattern;
import dev.slipway.artifact.rules.source.RuleFault;
import java.util.List;
import java.util.Map;

/// Which paths a rule is for, by its source.
///
/// Vercel makes a regular expression of every source, without regard to case, and tries one after
/// the other. Here those that a trie can match become segments; that is nearly all. The others are
/// tried only where a path begins as they do.
///
/// @param conditions what else must hold of the path
/// @param names the placeholder for each name in the source
/// @param numbers the placeholders of its groups, in order
record Source(
    PathPattern path, List<Condition> conditions, Map<String, String> names, List<String> numbers) {

  private static final int LONGEST = 4096;

  Source {
    conditions = List.copyOf(conditions);
    names = Map.copyOf(names);
    numbers = List.copyOf(numbers);
  }

  /// Returns which paths `source` is for.
  ///
  /// @throws RuleFault if it is malformed, for none, or of a kind that can't be matched here
  static Source of(String source) {
    if (source.length() > LONGEST) {
      throw new RuleFault("The source has more than %,d characters.".formatted(LONGEST));
    }
    var tokens = SourceParser.parse(source).stream().map(Token::decoded).toList();
    if (tokens.isEmpty() || !tokens.getFirst().canBeginWithSlash()) {
      throw new RuleFault("The source matches no path: begin it with a slash.");
    }
    try {
      return SegmentSource.of(tokens).orElseGet(() -> ExpressionSource.of(tokens));
    } catch (IllegalArgumentException e) {
      throw new RuleFault("The source can't be used: %s.".formatted(e.getMessage()));
    }
  }
}
