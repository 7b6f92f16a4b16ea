package dev.slipway.serving.explain;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.ManifestFile;
import dev.slipway.artifact.StoredFile;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.serving.file.Earlier;
import java.util.List;
import java.util.Optional;

/// What a host showed until a short while ago, for who wants to know and not to read: each artifact
/// is opened only to look.
record EarlierFiles(List<ArtifactDigest> digests, ArtifactStore artifacts) implements Earlier {

  @Override
  public Optional<StoredFile> file(String path) {
    return digests.stream().flatMap(digest -> file(digest, path).stream()).findFirst();
  }

  private Optional<StoredFile> file(ArtifactDigest digest, String path) {
    var tar = artifacts.find(digest);
    if (tar.isEmpty()) {
      return Optional.empty();
    }
    try (var artifact = Artifact.open(tar.get())) {
      return artifact.file(path).filter(found -> mayOutlive(found.file()));
    } catch (ArtifactException e) {
      return Optional.empty(); // as for a visitor: what can't be read was not there
    }
  }

  private static boolean mayOutlive(ManifestFile file) {
    return file.immutable() && !file.contentType().startsWith("text/html");
  }
}
