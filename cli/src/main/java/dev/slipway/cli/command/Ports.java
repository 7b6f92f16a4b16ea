package dev.slipway.cli.command;

/// Numbers of ports that people name.
final class Ports {

  private static final int HIGHEST = 65_535;

  private Ports() {}

  /// Returns `port` if there can be such a port.
  ///
  /// @throws UsageException if there can't
  static int checked(int port) {
    if (port < 1 || port > HIGHEST) {
      throw new UsageException("--port " + port + ": must be from 1 to " + HIGHEST + ".");
    }
    return port;
  }
}
