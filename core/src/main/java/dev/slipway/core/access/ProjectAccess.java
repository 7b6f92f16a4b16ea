package dev.slipway.core.access;

import dev.slipway.core.project.ProjectId;

/// What projects have settled about access to their hosts. Who changes it says so by
/// `RouteChanges`, or waits for the static servers to ask again.
public interface ProjectAccess {

  /// Returns what `project` has settled; nothing is guarded before it has settled anything.
  AccessSettings of(ProjectId project);

  /// Makes `change` to what `project` has settled, all of it or nothing.
  void change(ProjectId project, AccessChange change);

  /// Adds a bypass token to `project`, to be known as `label`.
  ///
  /// @return false, with nothing changed, if the label is taken
  boolean addBypass(ProjectId project, String label, BypassToken token);

  /// Removes the bypass token called `label` from `project`, with every session that it opened.
  ///
  /// @return false if there is none
  boolean removeBypass(ProjectId project, String label);

  /// Returns what signs the share links of `project`.
  SharingKey sharingKey(ProjectId project);

  /// Gives `project` another sharing key: every share link of it ends now.
  void renewSharingKey(ProjectId project);
}
