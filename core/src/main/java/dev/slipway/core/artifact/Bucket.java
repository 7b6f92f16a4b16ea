package dev.slipway.core.artifact;

import dev.slipway.core.secret.Secret;
import java.net.URI;

/// A bucket of an S3-compatible store, and what opens it.
///
/// @param endpoint the store's address, such as `https://s3.eu-central-1.amazonaws.com`
/// @param region what requests are signed for; stores that have none take any
/// @param prefix what all keys begin with: empty, or ending in a slash
/// @param pathStyle whether the bucket is named by the path and not by the host
public record Bucket(
    URI endpoint,
    String name,
    String region,
    String prefix,
    String accessKeyId,
    Secret secretKey,
    boolean pathStyle) {

  @Override
  public String toString() {
    return name + " at " + endpoint;
  }
}
