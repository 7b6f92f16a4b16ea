package dev.slipway.cli.doctor;

import dev.slipway.core.artifact.Bucket;
import dev.slipway.store.failure.StoreException;
import dev.slipway.store.s3.S3Artifacts;

/// Asks a bucket to keep something.
final class BucketCheck {

  private static final String WHAT = "S3";

  private BucketCheck() {}

  static Check check(Bucket bucket) {
    try (var artifacts = S3Artifacts.in(bucket)) {
      artifacts.tryOut();
      return new Check.Good(WHAT, artifacts.name() + " can be written and read");
    } catch (StoreException e) {
      return new Check.Bad(
          WHAT,
          String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " "),
          "check s3.endpoint, the bucket, and what its access key may do; until then no deployment"
              + " becomes ready, and sites are served as far as there are copies");
    }
  }
}
