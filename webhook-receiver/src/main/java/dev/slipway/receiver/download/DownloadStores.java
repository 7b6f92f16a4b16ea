package dev.slipway.receiver.download;

import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.image.DeploymentImages;
import dev.slipway.core.image.ImageStore;
import dev.slipway.core.signing.SigningKeys;

/// Where what can be downloaded is kept, and the key that it is signed with.
public record DownloadStores(
    ArtifactStore artifacts, ImageStore images, DeploymentImages recorded, SigningKeys keys) {}
