package dev.slipway.site.wire;

import io.helidon.common.socket.SocketOptions;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The options of accepted sockets, which see the channel of each. Helidon shows channels nowhere
/// else, and connections only by who is at their other end. Thread-safe.
final class AcceptedSockets implements SocketOptions {

  private final SocketOptions options;
  private final ConcurrentMap<SocketAddress, SocketChannel> accepted = new ConcurrentHashMap<>();

  /// Applies `options`.
  AcceptedSockets(SocketOptions options) {
    this.options = options;
  }

  /// Takes the channel whose other end is at `peer`, if it was accepted and not taken yet.
  Optional<SocketChannel> take(SocketAddress peer) {
    return Optional.ofNullable(accepted.remove(peer));
  }

  /// Lets go of channels that were closed before anybody took them.
  void sweep() {
    accepted.values().removeIf(channel -> !channel.isOpen());
  }

  /// Returns how many nobody has taken.
  int count() {
    return accepted.size();
  }

  @Override
  public void configureSocket(SocketChannel socket) {
    options.configureSocket(socket);
    try {
      var peer = socket.getRemoteAddress();
      if (peer != null) {
        accepted.put(peer, socket);
      }
    } catch (IOException _) {
      // It is closed already, as its connection will notice.
    }
  }

  @Override
  public Map<SocketOption<?>, Object> socketOptions() {
    return options.socketOptions();
  }

  @Override
  public Duration connectTimeout() {
    return options.connectTimeout();
  }

  @Override
  public Duration readTimeout() {
    return options.readTimeout();
  }

  @Override
  public Optional<Integer> socketReceiveBufferSize() {
    return options.socketReceiveBufferSize();
  }

  @Override
  public Optional<Integer> socketSendBufferSize() {
    return options.socketSendBufferSize();
  }

  @Override
  public boolean socketReuseAddress() {
    return options.socketReuseAddress();
  }

  @Override
  public boolean socketKeepAlive() {
    return options.socketKeepAlive();
  }

  @Override
  public boolean tcpNoDelay() {
    return options.tcpNoDelay();
  }
}
