package dev.slipway.artifact.pack;

import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.Limits;
import dev.slipway.artifact.Manifest;
import dev.slipway.artifact.Source;
import dev.slipway.artifact.rules.compile.RuleSources;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// What there is to know about an output folder besides its tar.
///
/// @param fallback what the detected framework calls for; a single page is made of it only if there
///   is an `index.html` and no `404.html` beside it
/// @param prefix the folder of the tar that is the output, such as `dist`; empty if the tar has it
///   as its root
/// @param copied the paths in the output of what the source keeps in its `public/` or `static/`
///   folder, which bundlers copy as it is: none of it is ever immutable
/// @param temporaryFolder where bodies are kept while they are packed; nothing is left there
/// @param rules what the source says about serving; the output's own `_redirects` and `_headers`
///   are added to it
/// @param previous what the deployment before had; what it had under a path with other content is
///   not immutable
public record PackRequest(
    Source source,
    Fallback fallback,
    Limits limits,
    String prefix,
    Set<String> copied,
    Path temporaryFolder,
    RuleSources rules,
    Optional<Manifest> previous) {

  public PackRequest {
    copied = Set.copyOf(copied);
  }

  /// A request for a first deployment, whose source says nothing about serving.
  public PackRequest(
      Source source,
      Fallback fallback,
      Limits limits,
      String prefix,
      Set<String> copied,
      Path temporaryFolder) {
    this(
        source,
        fallback,
        limits,
        prefix,
        copied,
        temporaryFolder,
        RuleSources.NONE,
        Optional.empty());
  }

  /// Adds what the source says about serving.
  public PackRequest withRules(RuleSources sources) {
    return new PackRequest(
        source, fallback, limits, prefix, copied, temporaryFolder, sources, previous);
  }

  /// Adds the manifest of the deployment before.
  public PackRequest withPrevious(Optional<Manifest> manifest) {
    return new PackRequest(
        source, fallback, limits, prefix, copied, temporaryFolder, rules, manifest);
  }

  /// Returns whether a build made the output; if not, it is the repository itself.
  boolean built() {
    return !source.builder().isEmpty();
  }
}
