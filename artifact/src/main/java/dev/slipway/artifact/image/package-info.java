/// Portable container images, written from artifacts without a container engine.
///
/// Belongs here: the one tar that is an OCI layout and a `docker load` archive, its layers and its
/// configuration. Does not belong here: how the site is served inside (`nginx`), and where images
/// are kept.
@NullMarked
package dev.slipway.artifact.image;

import org.jspecify.annotations.NullMarked;
