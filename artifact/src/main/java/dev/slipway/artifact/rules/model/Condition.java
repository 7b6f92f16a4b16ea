package dev.slipway.artifact.rules.model;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What must hold of a request, besides its path, for a rule to match.
public sealed interface Condition {

  /// Returns the names of what it captures.
  default Set<String> names() {
    return Set.of();
  }

  /// Where a value is looked for.
  enum Place {
    /// A parameter of the query; its last value, decoded.
    QUERY,
    /// A field of the header, in any case.
    HEADER,
    /// A cookie.
    COOKIE,
    /// The host, in lower case and without a port; it has no name.
    HOST,
    /// `http` or `https`; it has no name.
    SCHEME,
    /// The path as a pattern sees it; it has no name. For what a path must not be like besides what
    /// its pattern says.
    PATH;

    boolean hasName() {
      return this == QUERY || this == HEADER || this == COOKIE;
    }
  }

  /// A value that must be there and pass a test; or, if not `wanted`, must not be there, or fail
  /// it.
  ///
  /// @param name of the parameter, field or cookie; empty where the place has none
  record Value(Place place, String name, Test test, boolean wanted) implements Condition {

    public Value {
      if (name.isEmpty() == place.hasName()) {
        throw new IllegalArgumentException("a condition on a " + place + " and its name");
      }
    }

    @Override
    public Set<String> names() {
      return wanted ? test.names() : Set.of();
    }
  }

  /// At least one of these cookies is there.
  record AnyCookie(List<String> cookies) implements Condition {

    public AnyCookie {
      cookies = List.copyOf(cookies);
    }
  }

  /// The language that the visitor likes best, of those that `Accept-Language` names, is one of
  /// these; `en` stands for `en-GB` too.
  ///
  /// @param languages in lower case
  record Language(List<String> languages) implements Condition {

    public Language {
      languages = languages.stream().map(each -> each.toLowerCase(Locale.ROOT)).toList();
    }
  }

  /// What a value must be like.
  sealed interface Test {

    /// Returns the names of what it captures.
    default Set<String> names() {
      return Set.of();
    }
  }

  /// Any value will do.
  record Present() implements Test {}

  /// Exactly this value.
  record Equal(String value) implements Test {}

  /// Any value, captured under a name.
  record Captured(String placeholder) implements Test {

    public Captured {
      Template.requireName(placeholder);
    }

    @Override
    public Set<String> names() {
      return Set.of(placeholder);
    }
  }

  /// The whole value matches an expression in RE2's syntax; its named groups are captured.
  record Matching(String expression) implements Test {

    public Matching {
      Expressions.requireModest(expression);
    }

    /// Returns the expression, ready to be matched.
    public Pattern compiled() {
      return Expressions.compiled(expression, false);
    }

    @Override
    public Set<String> names() {
      return compiled().namedGroups().keySet();
    }
  }
}
