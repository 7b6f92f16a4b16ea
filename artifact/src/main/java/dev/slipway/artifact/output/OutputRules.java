package dev.slipway.artifact.output;

import dev.slipway.artifact.Limits;

/// What an output folder is measured against.
///
/// @param prefix the folder of the tar that is the output, such as `dist`; empty if the tar has it
///   as its root. Anything beside it is refused
/// @param built whether a build made it; if not, it is the repository itself, and a `node_modules`
///   at its root is left out
public record OutputRules(String prefix, Limits limits, boolean built) {}
