package dev.slipway.runner.detect.install;

import java.util.Optional;

/// How what a build needs is installed.
///
/// @param folder where, relative to the root of the commit: that of the workspace, if the project
///   is in one
/// @param command a line for the container's shell
/// @param fallback what to do if that fails
public record Install(String folder, String command, Optional<Fallback> fallback) {

  /// Another way to install, which is less exact.
  ///
  /// @param check a line for the container's shell: if it goes well although the install has
  ///   failed, then what was locked is not to blame, and there is no other way. Empty for none.
  /// @param command a line for the container's shell
  /// @param warning what to say to the user when it comes to that
  public record Fallback(String check, String command, String warning) {}
}
