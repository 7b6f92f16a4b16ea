package dev.slipway.cli.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Finds a port of the loopback address that nobody listens on.
public final class FreePort {

  private static final int ANY = 0;
  private static final int BACKLOG = 1;

  private FreePort() {}

  /// Returns `wanted` if it is free, else any other that is.
  public static int preferring(int wanted) {
    try {
      return bound(wanted);
    } catch (IOException e) {
      return any();
    }
  }

  /// Returns a port that was free a moment ago.
  public static int any() {
    try {
      return bound(ANY);
    } catch (IOException e) {
      throw new UncheckedIOException("no port of the loopback address is free", e);
    }
  }

  private static int bound(int port) throws IOException {
    try (var socket = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
