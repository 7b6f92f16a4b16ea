package dev.slipway.serving.file;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.rules.Rules;

/// What a host shows.
///
/// @param rules those of the artifact
/// @param earlier what it showed until a short while ago
record Shown(Artifact artifact, Rules rules, Earlier earlier) {}
