package dev.slipway.runner.build;

import dev.slipway.core.build.Trust;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobId;
import dev.slipway.core.project.ProjectId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Whose a build is: what its containers, networks and volumes are named and labelled after.
///
/// @param instance names the platform among all that use the same engine; no other may clean up
///   here
/// @param cache whose cache it gets: what a build of production leaves is there for the next one;
///   any other has a cache of its own, which is gone with its workspace
public record BuildScope(String instance, Claim claim, CacheVolume cache) {

  /// Says which names of platforms are allowed.
  public static final String INSTANCES = "1 to 64 of A-Za-z0-9_.- and begin with a letter or digit";

  static final String INSTANCE = "dev.slipway.instance";
  static final String PROJECT = "dev.slipway.project";
  private static final String JOB = "dev.slipway.job";
  private static final String ATTEMPT = "dev.slipway.attempt";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  public BuildScope {
    if (!isInstance(instance)) {
      throw new IllegalArgumentException("instance must be " + INSTANCES + ": " + instance);
    }
  }

  /// Makes the scope of a build whose project's caches were never cleared.
  public BuildScope(String instance, Claim claim, ProjectId project, Trust trust) {
    this(instance, claim, new CacheVolume(project, trust, 0));
  }

  /// Tells whether a platform may be called `text`; [#INSTANCES] says how.
  public static boolean isInstance(String text) {
    return NAME.matcher(text).matches();
  }

  /// Returns the name of the container, the network and the workspace of the build.
  String name() {
    return "slipway-build-" + claim.job() + "-" + claim.attempt();
  }

  /// Returns the name of the volume that is the build's cache.
  public String cacheVolume() {
    return cache.trust().keepsCache() ? cache.name() : name() + "-cache";
  }

  /// Returns the cache of which it gets copies of the packages; empty if it gets none.
  Optional<CacheVolume> packages() {
    return cache.trust().getsPackages()
        ? Optional.of(new CacheVolume(cache.project(), Trust.PRODUCTION, cache.epoch()))
        : Optional.empty();
  }

  /// Returns the labels of what is removed after the build.
  Map<String, String> labels() {
    return Map.of(
        INSTANCE,
        instance,
        PROJECT,
        cache.project().value().toString(),
        JOB,
        claim.job().toString(),
        ATTEMPT,
        Integer.toString(claim.attempt()));
  }

  /// Returns the claim for which something with these labels was made; empty if it was for none.
  static Optional<Claim> claimOf(Map<String, String> labels) {
    var job = labels.getOrDefault(JOB, "");
    var attempt = labels.getOrDefault(ATTEMPT, "");
    if (!NUMBER.matcher(attempt).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Claim(new JobId(UUID.fromString(job)), Integer.parseInt(attempt)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
