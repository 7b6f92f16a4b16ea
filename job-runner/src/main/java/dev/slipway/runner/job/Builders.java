package dev.slipway.runner.job;

import dev.slipway.runner.build.Builder;
import java.util.Optional;

/// In which images, and by which runtime of the engine, builds run.
///
/// @param node the image for builds with Node, by name or as `name@sha256:…`
/// @param python the image for builds with Python, likewise
/// @param runtime what the engine calls it; empty for its usual one
public record Builders(String node, String python, Optional<String> runtime) {

  /// The images that `slipway builder build` makes, and the engine's usual runtime.
  public static final Builders USUAL =
      new Builders("slipway/builder-node:24", "slipway/builder-python:3.11", Optional.empty());

  /// Returns the image for builds with `builder`.
  public String image(Builder builder) {
    return switch (builder) {
      case NODE -> node;
      case PYTHON -> python;
    };
  }
}
