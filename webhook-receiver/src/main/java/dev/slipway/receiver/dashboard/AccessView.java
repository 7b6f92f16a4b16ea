package dev.slipway.receiver.dashboard;

import dev.slipway.core.access.AccessSettings;
import java.util.List;

/// Who may see a project's hosts, as its page shows it.
///
/// @param bypasses the labels of its bypass tokens
public record AccessView(
    boolean production, boolean preview, boolean password, List<String> bypasses) {

  public AccessView {
    bypasses = List.copyOf(bypasses);
  }

  static AccessView of(AccessSettings settings) {
    return new AccessView(
        settings.guards().production(),
        settings.guards().preview(),
        settings.password(),
        settings.bypasses().stream().map(AccessSettings.Bypass::label).toList());
  }

  /// Tells whether any host is guarded.
  public boolean guarded() {
    return production || preview;
  }
}
