package dev.slipway.store.tables;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.retention.Expiry;
import dev.slipway.core.retention.Retention;
import dev.slipway.core.retention.RetentionFacts;
import java.time.Duration;
import java.util.List;

/// The retention of a database on which something else happens before and after each call.
final class DisturbedRetention implements Retention {

  private final Retention retention;
  private final Runnable meanwhile;

  DisturbedRetention(Retention retention, Runnable meanwhile) {
    this.retention = retention;
    this.meanwhile = meanwhile;
  }

  @Override
  public RetentionFacts facts(Duration grace) {
    meanwhile.run();
    var facts = retention.facts(grace);
    meanwhile.run();
    return facts;
  }

  @Override
  public boolean expire(Expiry expiry, Duration grace) {
    meanwhile.run();
    return retention.expire(expiry, grace);
  }

  @Override
  public boolean doom(ArtifactDigest artifact) {
    meanwhile.run();
    return retention.doom(artifact);
  }

  @Override
  public List<ArtifactDigest> doomed(Duration settled) {
    var doomed = retention.doomed(settled);
    meanwhile.run();
    return doomed;
  }

  @Override
  public boolean beginDeleting(ArtifactDigest artifact) {
    meanwhile.run();
    boolean begun = retention.beginDeleting(artifact);
    meanwhile.run();
    return begun;
  }

  @Override
  public void gone(ArtifactDigest artifact) {
    meanwhile.run();
    retention.gone(artifact);
    meanwhile.run();
  }
}
