package dev.slipway.artifact.rules.compile;

import dev.slipway.artifact.rules.model.Condition;
import dev.slipway.artifact.rules.model.PathPattern;
import dev.slipway.artifact.rules.model.PathPattern.Literal;
import dev.slipway.artifact.rules.model.PathPattern.Name;
import dev.slipway.artifact.rules.model.PathPattern.Segments;
import dev.slipway.artifact.rules.model.PathPattern.Splat;
import dev.slipway.artifact.rules.model.RedirectRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds rules that no visit can reach, because earlier ones take all that they would: rules for
/// the same paths under the same conditions, and rules whose paths are all among those of one
/// without conditions. Regular expressions are not compared with each other. Not thread-safe.
final class Coverage {

  private final Map<Key, RedirectRule> alike = new HashMap<>();
  private final Node root = new Node();

  private record Key(PathPattern path, List<Condition> conditions) {}

  /// The unconditional rules whose paths begin alike.
  private static final class Node {

    private final Map<String, Node> children = new HashMap<>(2);
    private @Nullable Node placeholder;
    private @Nullable RedirectRule end;
    private @Nullable RedirectRule strictEnd;
    private @Nullable RedirectRule rest;
    private @Nullable RedirectRule strictRest;
  }

  /// Returns the earlier rule that takes all that `rule` would; if there is none, `rule` is one of
  /// the earlier ones from now on.
  Optional<RedirectRule> earlier(RedirectRule rule) {
    var same = alike.get(new Key(rule.path(), rule.conditions()));
    if (same != null) {
      return Optional.of(same);
    }
    var found =
        switch (rule.path()) {
          case Segments pattern -> pattern.ignoresCase() ? null : covering(root, pattern, 0);
          case PathPattern.Expression pattern ->
              pattern.ignoresCase() ? null : covering(root, pattern);
        };
    if (found == null) {
      add(rule);
    }
    return Optional.ofNullable(found);
  }

  private void add(RedirectRule rule) {
    alike.put(new Key(rule.path(), rule.conditions()), rule);
    if (rule.conditions().isEmpty()
        && rule.path() instanceof Segments pattern
        && !pattern.ignoresCase()) {
      add(rule, pattern);
    }
  }

  private void add(RedirectRule rule, Segments pattern) {
    var node = root;
    for (var segment : pattern.segments()) {
      switch (segment) {
        case Literal literal ->
            node = node.children.computeIfAbsent(literal.value(), _ -> new Node());
        case Name _ -> {
          node.placeholder = node.placeholder == null ? new Node() : node.placeholder;
          node = node.placeholder;
        }
        case Splat _ -> {}
      }
    }
    if (endsInSplat(pattern)) {
      node.rest = pattern.strict() ? node.rest : rule;
      node.strictRest = pattern.strict() ? rule : node.strictRest;
    } else {
      node.end = pattern.strict() ? node.end : rule;
      node.strictEnd = pattern.strict() ? rule : node.strictEnd;
    }
  }

  private static boolean endsInSplat(Segments pattern) {
    return !pattern.segments().isEmpty() && pattern.segments().getLast() instanceof Splat;
  }

  /// Returns a rule below `node` that takes every path of `pattern`, whose first `depth` segments
  /// led here.
  private static @Nullable RedirectRule covering(@Nullable Node node, Segments pattern, int depth) {
    if (node == null) {
      return null;
    }
    var here = here(node, pattern, depth);
    if (here != null || depth == pattern.segments().size()) {
      return here;
    }
    return switch (pattern.segments().get(depth)) {
      case Splat _ -> null;
      case Name _ -> covering(node.placeholder, pattern, depth + 1);
      case Literal literal -> {
        var fixed = covering(node.children.get(literal.value()), pattern, depth + 1);
        yield fixed != null || literal.value().isEmpty()
            ? fixed
            : covering(node.placeholder, pattern, depth + 1);
      }
    };
  }

  private static @Nullable RedirectRule here(Node node, Segments pattern, int depth) {
    var segments = pattern.segments();
    if (node.rest != null) {
      return node.rest;
    }
    if (depth == segments.size()) {
      return node.end != null ? node.end : pattern.strict() ? node.strictEnd : null;
    }
    var last = depth == segments.size() - 1;
    var slash = last && segments.get(depth) instanceof Literal literal && literal.value().isEmpty();
    if (slash && node.end != null) {
      return node.end;
    }
    var orNothing = segments.get(depth) instanceof Splat && !pattern.strict();
    return orNothing ? null : node.strictRest;
  }

  /// An expression is covered by a splat among the segments that it begins with.
  private static @Nullable RedirectRule covering(Node root, PathPattern.Expression pattern) {
    var prefix = pattern.prefix();
    var segments = prefix.substring(1, prefix.lastIndexOf('/') + 1).split("/", -1);
    @Nullable Node node = root;
    for (var i = 0; node != null; i++) {
      if (node.rest != null) {
        return node.rest;
      }
      node = i < segments.length - 1 ? node.children.get(segments[i]) : null;
    }
    return null;
  }
}
