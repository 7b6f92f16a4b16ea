package dev.slipway.artifact.output;

import dev.slipway.artifact.Extent;

/// One file to publish. Several paths may have the same body, where the output had links.
///
/// @param path relative and sound, as a manifest has it
/// @param body where its bytes lie in the spool
/// @param sha256 the digest of its bytes, in hexadecimal
public record OutputFile(String path, Extent body, String sha256) {

  OutputFile at(String otherPath) {
    return new OutputFile(otherPath, body, sha256);
  }
}
