package dev.slipway.runner;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;

/// A doorbell's socket that counts its rings.
final class TestDoorbell implements AutoCloseable {

  final Path socket;
  private final ServerSocketChannel channel;
  private int rings;

  TestDoorbell(Path folder) throws IOException {
    socket = folder.resolve("bell");
    channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    channel.bind(UnixDomainSocketAddress.of(socket));
    channel.configureBlocking(false);
  }

  /// Returns how often it was rung.
  int rings() throws IOException {
    for (var ring = channel.accept(); ring != null; ring = channel.accept()) {
      rings++;
      ring.close();
    }
    return rings;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
