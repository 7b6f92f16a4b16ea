package dev.slipway.artifact.rules.vercel;

import dev.slipway.artifact.rules.model.Condition;
import dev.slipway.artifact.rules.model.PathPattern;
import dev.slipway.artifact.rules.source.RuleFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A source as one regular expression: what path-to-regexp makes of it, in RE2's syntax.
final class ExpressionSource {

  private static final String SEGMENT = "[^/]+?";

  private final StringBuilder expression = new StringBuilder();
  private final List<Condition> conditions = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final List<String> numbers = new ArrayList<>();

  /// Whether it is certain how many slashes the expression matches so far.
  private boolean fixed = true;

  /// Whether a group stands behind the last of these slashes.
  private boolean open;

  private ExpressionSource() {}

  /// Returns the source of `tokens`.
  static Source of(List<Token> tokens) {
    var source = new ExpressionSource();
    for (var token : tokens) {
      switch (token) {
        case Token.Literal literal -> source.add(literal);
        case Token.Group group -> source.add(group);
      }
    }
    var prefix = tokens.getFirst() instanceof Token.Literal(var text) ? text : "/";
    var path = new PathPattern.Expression(prefix, "(?s)" + source.expression, true);
    path.compiled(); // which refuses what RE2 can't match
    return new Source(path, source.conditions, source.names, source.numbers);
  }

  private void add(Token.Literal literal) {
    expression.append(Expression.quoted(literal.value()));
    open = open && literal.value().indexOf('/') < 0;
  }

  private void add(Token.Group group) {
    open = open && group.before().indexOf('/') < 0;
    var pattern =
        Expression.of(
            group.pattern().isEmpty() && !group.name().isEmpty() ? SEGMENT : group.pattern());
    for (var refused : pattern.refused()) {
      conditions.add(refusal(group, refused));
    }
    expression.append(spelled(group, pattern.rest()));
    fixed = fixed && group.isWithinSegment();
    open = true;
    if (group.captures()) {
      numbers.add(Integer.toString(numbers.size() + 1));
    }
    if (!group.name().isEmpty()) {
      names.put(group.name(), numbers.getLast());
    }
  }

  private Condition refusal(Token.Group group, String refused) {
    if (!fixed || open || !group.modifier().isEmpty()) {
      throw new RuleFault(
          "What must not follow, as \"(?!…)\" says, can be told only where what stands before it is"
              + " plain text or whole segments.");
    }
    var test = "(?is)" + expression + Expression.quoted(group.before()) + "(?:" + refused + ").*";
    return new Condition.Value(Condition.Place.PATH, "", new Condition.Matching(test), false);
  }

  private static String spelled(Token.Group group, String pattern) {
    var before = Expression.quoted(group.before());
    var after = Expression.quoted(group.after());
    if (!group.captures()) {
      return "(?:" + before + after + ")" + group.modifier();
    }
    if (before.isEmpty() && after.isEmpty()) {
      return "(" + pattern + ")" + group.modifier();
    }
    if (!group.isRepeated()) {
      return "(?:" + before + "(" + pattern + ")" + after + ")" + group.modifier();
    }
    var again = "(?:" + pattern + ")(?:" + after + before + "(?:" + pattern + "))*";
    var optional = group.modifier().equals("*") ? "?" : "";
    return "(?:" + before + "(" + again + ")" + after + ")" + optional;
  }
}
