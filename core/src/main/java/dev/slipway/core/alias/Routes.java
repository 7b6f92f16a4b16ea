package dev.slipway.core.alias;

/// What each host serves now.
public interface Routes {

  /// Returns what the host `label` serves: a deployment by its short id or its UUID, a project's
  /// production, or the newest of a branch.
  Route resolve(HostLabel label);
}
