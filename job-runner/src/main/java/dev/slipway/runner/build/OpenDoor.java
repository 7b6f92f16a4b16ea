package dev.slipway.runner.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;

/// A port of this machine that a build knocks at before its commands run, to find out whether it
/// can reach what it must not. Whoever comes in is told nothing.
///
/// The rules that keep builds out are the kernel's, and only root may look at them; this asks for
/// what they do, and a build can't pretend that they are in force: it is this side that counts.
final class OpenDoor implements AutoCloseable {

  private final ServerSocketChannel door;
  private final Thread porter;

  private OpenDoor(ServerSocketChannel door, Runnable reached) {
    this.door = door;
    this.porter = Thread.ofVirtual().name("open-door").start(() -> await(reached));
  }

  /// Opens one at `gateway`, this machine's own address in the network of a build; empty if it is
  /// none of this machine's, as where the engine has networks elsewhere.
  ///
  /// @param reached is run once, when somebody comes in
  static Optional<OpenDoor> at(String gateway, Runnable reached) {
    try {
      var door = ServerSocketChannel.open();
      try {
        door.bind(new InetSocketAddress(InetAddress.ofLiteral(gateway), 0), 1);
        return Optional.of(new OpenDoor(door, reached));
      } catch (IOException e) {
        door.close();
        return Optional.empty();
      }
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Returns where to knock, as `address:port`.
  String address() {
    try {
      var bound = (InetSocketAddress) door.getLocalAddress();
      return bound.getAddress().getHostAddress() + ":" + bound.getPort();
    } catch (IOException e) {
      return ""; // closed already
    }
  }

  private void await(Runnable reached) {
    try {
      door.accept().close();
      reached.run();
    } catch (IOException e) {
      return; // closed, and nobody came
    }
  }

  /// Closes it, if nobody came.
  @Override
  public void close() {
    try {
      door.close();
      porter.join();
    } catch (IOException e) {
      throw new UncheckedIOException("a port did not close", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
