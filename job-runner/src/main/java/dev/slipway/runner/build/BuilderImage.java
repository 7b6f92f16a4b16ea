package dev.slipway.runner.build;

/// The image in which builds run, as the engine has it now.
///
/// @param name what it is called, such as `slipway/builder-node:24`
/// @param id its digest, `sha256:…`: what a build is started from, so that a new image of the same
///   name cannot come between the fingerprint of a build and the build
public record BuilderImage(String name, String id) {

  /// Returns the image that `engine` has under `name`.
  ///
  /// @throws BuilderImageMissingException if it has none
  public static BuilderImage find(Engine engine, String name) {
    return engine
        .imageId(name)
        .map(id -> new BuilderImage(name, id))
        .orElseThrow(() -> new BuilderImageMissingException(name));
  }
}
