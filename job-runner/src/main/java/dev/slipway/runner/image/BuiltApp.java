package dev.slipway.runner.image;

import dev.slipway.artifact.Source;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.App;
import dev.slipway.runner.build.Builder;

/// An app that was built, and whose artifact is kept.
///
/// @param source what it was made from, and the digest of the image that it was built in
public record BuiltApp(App app, Builder builder, ArtifactDigest artifact, Source source) {}
