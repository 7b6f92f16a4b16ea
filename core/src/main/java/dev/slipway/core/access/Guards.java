package dev.slipway.core.access;

import dev.slipway.core.project.Environment;

/// Which hosts of a project are guarded.
///
/// Production is what the project's own host shows. Every other host, of a deployment or a branch,
/// counts as a preview, whatever it shows: what production showed yesterday is not public for ever.
/// Where production is guarded, so are all other hosts of deployments that were made for it.
///
/// @param production whether the project's own host is guarded
/// @param preview whether all its other hosts are
public record Guards(boolean production, boolean preview) {

  /// What nobody has asked to guard.
  public static final Guards NONE = new Guards(false, false);

  /// Tells whether a host is guarded.
  ///
  /// @param own whether it is the project's own
  /// @param made for which environment the deployment was made that it shows
  public boolean guard(boolean own, Environment made) {
    return own ? production : preview || (production && made == Environment.PRODUCTION);
  }
}
