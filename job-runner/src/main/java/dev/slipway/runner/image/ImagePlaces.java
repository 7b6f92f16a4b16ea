package dev.slipway.runner.image;

import java.nio.file.Path;

/// Where portable images come from and go.
///
/// @param base the folder of the layer that sites lie on
/// @param folder where images are kept
public record ImagePlaces(Path base, Path folder) {}
