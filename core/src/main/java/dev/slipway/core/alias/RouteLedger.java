package dev.slipway.core.alias;

import dev.slipway.core.project.ProjectId;
import java.util.List;

/// What has changed in what hosts serve, and in who may see it: an entry for every change, recorded
/// together with it. Whoever remembers what hosts serve can ask for all changes at once instead of
/// for each host.
public interface RouteLedger {

  /// Returns the number of the newest entry; 0 if there is none.
  long newest();

  /// Returns the entries after `number`, the oldest first. One may still appear below the newest
  /// that was seen, when its transaction ends later: look back a little.
  List<Entry> after(long number);

  /// That hosts of `project` changed.
  ///
  /// @param number grows with every entry
  record Entry(long number, ProjectId project) {}
}
