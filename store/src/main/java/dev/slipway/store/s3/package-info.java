/// Artifacts in a bucket of an S3-compatible store. The only package that knows the AWS SDK, whose
/// classes are loaded only where a bucket is configured.
@NullMarked
package dev.slipway.store.s3;

import org.jspecify.annotations.NullMarked;
