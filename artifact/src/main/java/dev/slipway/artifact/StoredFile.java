package dev.slipway.artifact;

import java.util.Map;

/// One file of an open artifact: what the manifest says of it, and where its bytes are.
///
/// @param plain where its plain form lies
/// @param encoded where each of its variants lies
public record StoredFile(ManifestFile file, Extent plain, Map<Encoding, Extent> encoded) {

  public StoredFile {
    encoded = Map.copyOf(encoded);
  }
}
