package dev.slipway.runner.build;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What to build, in what, and with what.
///
/// @param folder where the commands run, relative to the root of the source; empty for the root
/// @param steps the commands, in their order; the first that fails ends the build
/// @param environment what the project gives its build, and what the platform lets through, such as
///   `HTTPS_PROXY`. The container sees no other, least of all that of this process.
/// @param caches the folders, relative to `folder`, that a framework keeps for its next build: what
///   a build that went well has left in them is there again when the next one builds
/// @param candidates where the output may be, relative to `folder`, the likeliest first
public record BuildRequest(
    BuilderImage image,
    BuildScope scope,
    SourceTar source,
    String folder,
    List<BuildStep> steps,
    Map<String, String> environment,
    List<String> caches,
    List<String> candidates,
    BuildLimits limits) {

  private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /// A build whose framework keeps nothing.
  public BuildRequest(
      BuilderImage image,
      BuildScope scope,
      SourceTar source,
      String folder,
      List<BuildStep> steps,
      Map<String, String> environment,
      List<String> candidates,
      BuildLimits limits) {
    this(image, scope, source, folder, steps, environment, List.of(), candidates, limits);
  }

  public BuildRequest {
    caches = List.copyOf(caches);
    steps = List.copyOf(steps);
    environment = Map.copyOf(environment);
    candidates = List.copyOf(candidates);
    requireInside(folder);
    candidates.forEach(BuildRequest::requireInside);
    caches.forEach(BuildRequest::requireInside);
    caches.forEach(BuildRequest::requireNoColon);
    environment.forEach(BuildRequest::requireVariable);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a build has at least one step");
    }
  }

  /// Returns it without the values of its environment, some of which are secret.
  @Override
  public String toString() {
    return "BuildRequest[image=%s, scope=%s, folder=%s, steps=%s, environment=%s, candidates=%s]"
        .formatted(image, scope, folder, steps, environment.keySet(), candidates);
  }

  static void requireInside(String path) {
    if (path.startsWith("/")
        || path.indexOf('\0') >= 0
        || List.of(path.split("/", -1)).contains("..")) {
      throw new IllegalArgumentException("path must be relative and have no ..: " + path);
    }
  }

  private static void requireNoColon(String path) {
    if (path.indexOf(':') >= 0) {
      throw new IllegalArgumentException("the path of a cache must have no colon: " + path);
    }
  }

  private static void requireVariable(String key, String value) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("environment key must match " + KEY + ": " + key);
    }
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("the value of " + key + " must have no NUL");
    }
  }
}
