package dev.slipway.core.retention;

/// What a cleaning did.
///
/// @param deployments how many deployments lost their files
/// @param artifacts how many files of artifacts were deleted
/// @param logs how many logs went
/// @param images how many images went
/// @param parts how much was removed that was half-written
/// @param complete whether all could be done
public record Cleaned(
    int deployments, int artifacts, int logs, int images, int parts, boolean complete) {

  /// Tells whether nothing was removed.
  public boolean isNothing() {
    return deployments + artifacts + logs + images + parts == 0;
  }
}
