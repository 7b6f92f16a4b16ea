package dev.slipway.artifact.rules.source;

import dev.slipway.artifact.rules.PathStyle;
import java.util.Optional;

/// What a file says about how paths are spelled. Where it says nothing, another file may.
public record PathWishes(Optional<Boolean> clean, Optional<PathStyle.TrailingSlash> slash) {

  /// No wish at all.
  public static final PathWishes NONE = new PathWishes(Optional.empty(), Optional.empty());

  /// Returns these wishes, and where there is none those of `others`.
  public PathWishes or(PathWishes others) {
    return new PathWishes(clean.or(others::clean), slash.or(others::slash));
  }

  /// Returns how paths are spelled if nobody else has a wish.
  public PathStyle style() {
    return new PathStyle(
        clean.orElse(PathStyle.USUAL.clean()), slash.orElse(PathStyle.USUAL.slash()));
  }
}
