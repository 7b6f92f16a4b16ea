package dev.slipway.artifact;

import dev.slipway.core.deployment.CommitSha;
import java.time.Instant;

/// What an artifact was made from.
///
/// @param committedAt when the commit was made, the time of every entry of the tar
/// @param tree the id of the Git tree that was built
/// @param framework the id of the framework that was detected, or `static`
/// @param buildCommand the command that built it; empty if nothing was built
/// @param builder the image it was built in, by digest; empty if nothing was built
public record Source(
    CommitSha commit,
    Instant committedAt,
    String tree,
    String framework,
    String buildCommand,
    String builder) {}
