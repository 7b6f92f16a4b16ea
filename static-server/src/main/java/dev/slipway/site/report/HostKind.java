package dev.slipway.site.report;

import dev.slipway.core.alias.HostLabel;
import java.util.Locale;

/// What kind of host a request was for.
public enum HostKind {
  /// A project's own.
  PRODUCTION,
  /// A branch's.
  BRANCH,
  /// That of one deployment, for ever.
  DEPLOYMENT,
  /// Nobody's, or not known at the time.
  NONE;

  private static final String BRANCH_MARK = "--";

  /// Returns the kind of the host `label`, which serves a deployment.
  ///
  /// @param fixed whether it will always serve that one
  public static HostKind of(HostLabel label, boolean fixed) {
    if (fixed) {
      return DEPLOYMENT;
    }
    return label.value().contains(BRANCH_MARK) ? BRANCH : PRODUCTION;
  }

  /// Returns its name in figures.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
