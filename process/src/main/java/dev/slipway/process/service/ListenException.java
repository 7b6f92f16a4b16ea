package dev.slipway.process.service;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Says that a process can't listen: where, why, and what to do.
public final class ListenException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private ListenException(String message) {
    super(message);
  }

  /// Listens on `address` for a moment, to learn whether it can be done, and why not: servers log
  /// that, and say it to nobody.
  ///
  /// @param key the setting that says where to listen
  /// @throws ListenException if it can't be done
  public static void requireFree(InetSocketAddress address, String key) {
    try (var socket = new ServerSocket()) {
      socket.bind(address);
    } catch (IOException e) {
      throw taken(address, key, String.valueOf(e.getMessage()));
    }
  }

  /// Returns it for `address`, which was set as `key` and can't be had.
  public static ListenException taken(InetSocketAddress address, String key, String why) {
    return new ListenException(
        "Can't listen on port %d of %s: %s. End what uses it, or set %s to another"
            .formatted(address.getPort(), address.getAddress().getHostAddress(), why, key));
  }
}
