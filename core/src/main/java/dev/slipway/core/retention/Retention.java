package dev.slipway.core.retention;

import dev.slipway.core.artifact.ArtifactDigest;
import java.time.Duration;
import java.util.List;

/// What is known of deployments and their files, and the only door by which a deployment loses
/// them. Each call is one short transaction.
public interface Retention {

  /// Returns what is known now, where it matters for `grace` what an alias showed before.
  RetentionFacts facts(Duration grace);

  /// Takes their files away from the deployments that `expiry` names, unless one of them can be
  /// reached by now, or there is another; tells whether it did. From then on no alias can be moved
  /// to any of them. If no other project has the artifact, it is doomed.
  boolean expire(Expiry expiry, Duration grace);

  /// Dooms an artifact that no deployment has, unless somebody is about to publish it; tells
  /// whether it did.
  boolean doom(ArtifactDigest artifact);

  /// Returns what was doomed at least `settled` ago, so that who served it knows by now.
  List<ArtifactDigest> doomed(Duration settled);

  /// Begins to delete an artifact that is doomed; tells whether it is, and nobody else has begun.
  /// Until it has [gone][#gone] nobody can hold it.
  boolean beginDeleting(ArtifactDigest artifact);

  /// Notes that the file of `artifact` is gone.
  void gone(ArtifactDigest artifact);
}
