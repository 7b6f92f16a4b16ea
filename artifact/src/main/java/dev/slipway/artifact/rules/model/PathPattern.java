package dev.slipway.artifact.rules.model;

import com.google.re2j.Pattern;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which paths a rule is for. Paths are decoded and canonical: [dev.slipway.artifact.rules.Visit].
public sealed interface PathPattern {

  /// Returns the names of what it captures.
  Set<String> names();

  /// Tells whether upper and lower case are the same.
  boolean ignoresCase();

  /// A path segment by segment: the form that is matched by a trie.
  ///
  /// @param segments at most [#DEEPEST], a [Splat] only as the last one
  /// @param strict whether a slash at the end counts. Then the pattern of `/a/` has an empty last
  ///   segment, a splat needs the slash before it (`/a/*` is for `/a/` and not for `/a`), and
  ///   captures it too. If not strict, a slash at the end is neither needed nor minded.
  record Segments(List<Segment> segments, boolean strict, boolean ignoresCase)
      implements PathPattern {

    /// How many segments a pattern may have.
    public static final int DEEPEST = 200;

    public Segments {
      segments = List.copyOf(segments);
      if (segments.size() > DEEPEST) {
        throw new IllegalArgumentException("a pattern has more than " + DEEPEST + " segments");
      }
      for (var i = 0; i < segments.size(); i++) {
        requirePlace(segments, i, strict);
      }
    }

    @Override
    public Set<String> names() {
      var names = new HashSet<String>();
      for (var segment : segments) {
        switch (segment) {
          case Literal _ -> {}
          case Name name -> names.add(name.value());
          case Splat _ -> names.add(Splat.NAME);
        }
      }
      return names;
    }

    private static void requirePlace(List<Segment> segments, int i, boolean strict) {
      var last = i == segments.size() - 1;
      switch (segments.get(i)) {
        case Literal literal -> {
          if (literal.value().isEmpty() && !(last && strict)) {
            throw new IllegalArgumentException("a pattern has an empty segment");
          }
        }
        case Name _ -> {}
        case Splat _ -> {
          if (!last) {
            throw new IllegalArgumentException("a splat is not the last segment");
          }
        }
      }
    }
  }

  /// One segment of a path.
  sealed interface Segment {}

  /// Exactly this text.
  record Literal(String value) implements Segment {

    public Literal {
      if (value.indexOf('/') >= 0) {
        throw new IllegalArgumentException("a segment has a slash");
      }
    }
  }

  /// Any segment that is not empty, captured under a name.
  record Name(String value) implements Segment {

    public Name {
      Template.requireName(value);
    }
  }

  /// All the rest, slashes included, captured as [#NAME].
  record Splat() implements Segment {

    /// What a splat is called in a template.
    public static final String NAME = "splat";
  }

  /// A regular expression that the whole path must match, in RE2's syntax: matched in a time linear
  /// in the path, whatever it says. Captures its named groups `(?P<name>…)`; an unnamed group is
  /// captured under its number.
  ///
  /// @param prefix what the path begins with, as written; the longer, the fewer paths are tried.
  ///   `/` at least
  /// @param expression covers the prefix too
  record Expression(String prefix, String expression, boolean ignoresCase) implements PathPattern {

    public Expression {
      if (!prefix.startsWith("/")) {
        throw new IllegalArgumentException("an expression's prefix begins with no slash");
      }
      Expressions.requireModest(expression);
    }

    /// Returns the expression, ready to be matched.
    public Pattern compiled() {
      return Expressions.compiled(expression, ignoresCase);
    }

    @Override
    public Set<String> names() {
      return Expressions.names(compiled());
    }
  }
}
