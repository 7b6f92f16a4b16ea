package dev.slipway.runner.job;

import dev.slipway.artifact.PackedArtifact;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.job.ClaimedJob;
import dev.slipway.core.variable.BuildVariables;
import dev.slipway.core.variable.Variable;
import dev.slipway.runner.log.BuildLog;
import dev.slipway.runner.secret.Masking;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What one build is given in its environment, and what follows from that for its log and its
/// output.
///
/// @param variables the project's own; their digest belongs to what decides whether two builds are
///   the same
record Given(ClaimedJob job, BuildVariables variables, Domain domain) {

  /// Returns what masks its secrets.
  Masking masking() {
    return Masking.of(variables.secrets().stream().map(secret -> secret.value().reveal()).toList());
  }

  /// Returns the environment of the build of `commit`: what `platform` gives every build, the
  /// project's own variables, which win over that, and Slipway's, which nothing wins over.
  Map<String, String> environment(Commit commit, Map<String, String> platform) {
    var all = new HashMap<>(platform);
    all.putAll(variables.environment());
    all.putAll(system(commit));
    return Map.copyOf(all);
  }

  /// Returns what Slipway says of the build of `commit`.
  Map<String, String> system(Commit commit) {
    var deployment = job.deployment();
    var project = job.project().name().value();
    return Map.of(
        "SLIPWAY", "1",
        "SLIPWAY_URL", withoutSlash(domain.link(deployment.shortId()).toString()),
        "SLIPWAY_PRODUCTION_URL", withoutSlash(domain.of(new HostLabel(project)).toString()),
        "SLIPWAY_PROJECT", project,
        "SLIPWAY_ENVIRONMENT", deployment.environment().name().toLowerCase(Locale.ROOT),
        "SLIPWAY_BRANCH", deployment.branch().value(),
        "SLIPWAY_COMMIT", commit.sha().value(),
        "SLIPWAY_DEPLOYMENT", deployment.shortId().value());
  }

  /// Scripts put a path behind a URL.
  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /// Returns `packed`, if none of its files has a secret in it.
  ///
  /// @throws dev.slipway.core.deployment.DeploymentFailure if one has; the log says which
  PackedArtifact checked(PackedArtifact packed, BuildLog log) throws InterruptedException {
    check(packed, log, LeakCheck::checkSite);
    return packed;
  }

  /// Returns `packed`, the artifact of an app, in the same way.
  PackedArtifact checkedApp(PackedArtifact packed, BuildLog log) throws InterruptedException {
    check(packed, log, LeakCheck::checkApp);
    return packed;
  }

  /// A look through a tar.
  private interface Look {
    void through(LeakCheck check, Path tar) throws InterruptedException;
  }

  private void check(PackedArtifact packed, BuildLog log, Look look) throws InterruptedException {
    var sought =
        variables.secrets().stream()
            .filter(secret -> secret.value().reveal().strip().length() >= Variable.SHORTEST_SOUGHT)
            .toList();
    if (!sought.isEmpty()) {
      look.through(new LeakCheck(sought, log), packed.file());
    }
  }
}
