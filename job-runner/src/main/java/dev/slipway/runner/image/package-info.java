/// The portable image of a deployment that is ready: when it is written, kept and recorded, and
/// what is said about it. What an image is stands in `artifact.image`.
@NullMarked
package dev.slipway.runner.image;

import org.jspecify.annotations.NullMarked;
