package dev.slipway.artifact.rules.compile;

import dev.slipway.artifact.rules.source.PathWishes;
import dev.slipway.artifact.rules.source.RuleFile;
import java.util.Optional;

/// What a site's rules are compiled from.
///
/// @param paths what wins over the wishes of the files
public record RuleSources(
    Dialect dialect,
    Optional<RuleFile> redirects,
    Optional<RuleFile> headers,
    Optional<RuleFile> netlify,
    Optional<RuleFile> vercel,
    PathWishes paths) {

  /// Those of a site that says nothing.
  public static final RuleSources NONE =
      new RuleSources(
          Dialect.NETLIFY,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          PathWishes.NONE);

  public RuleSources withDialect(Dialect changed) {
    return new RuleSources(changed, redirects, headers, netlify, vercel, paths);
  }

  /// Adds a `_redirects`.
  public RuleSources withRedirects(RuleFile file) {
    return new RuleSources(dialect, Optional.of(file), headers, netlify, vercel, paths);
  }

  /// Adds a `_headers`.
  public RuleSources withHeaders(RuleFile file) {
    return new RuleSources(dialect, redirects, Optional.of(file), netlify, vercel, paths);
  }

  /// Adds a `netlify.toml`.
  public RuleSources withNetlify(RuleFile file) {
    return new RuleSources(dialect, redirects, headers, Optional.of(file), vercel, paths);
  }

  /// Adds a `vercel.json`.
  public RuleSources withVercel(RuleFile file) {
    return new RuleSources(dialect, redirects, headers, netlify, Optional.of(file), paths);
  }

  public RuleSources withPaths(PathWishes wishes) {
    return new RuleSources(dialect, redirects, headers, netlify, vercel, wishes);
  }
}
