package dev.slipway.site.wire;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A connection as Helidon gets it in the middle: what was read of it already comes first.
final class Handover implements ConnectionContext {

  private final ConnectionContext context;
  private final DataReader reader;

  /// Hands over `context`, of which `read` was read and is still to be.
  Handover(ConnectionContext context, byte[] read) {
    this.context = context;
    this.reader = DataReader.create(new Bytes(context.serverSocket(), read));
  }

  @Override
  public DataReader dataReader() {
    return reader;
  }

  @Override
  public ListenerContext listenerContext() {
    return context.listenerContext();
  }

  @Override
  public ExecutorService executor() {
    return context.executor();
  }

  @Override
  public DataWriter dataWriter() {
    return context.dataWriter();
  }

  @Override
  public Router router() {
    return context.router();
  }

  @Override
  public Optional<ProxyProtocolData> proxyProtocolData() {
    return context.proxyProtocolData();
  }

  @Override
  public HelidonSocket serverSocket() {
    return context.serverSocket();
  }

  @Override
  public PeerInfo remotePeer() {
    return context.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return context.localPeer();
  }

  @Override
  public boolean isSecure() {
    return context.isSecure();
  }

  @Override
  public String socketId() {
    return context.socketId();
  }

  @Override
  public String childSocketId() {
    return context.childSocketId();
  }

  /// What was read, and then what the socket has.
  private static final class Bytes implements Supplier<byte @Nullable []> {

    private final HelidonSocket socket;
    private byte @Nullable [] first;

    Bytes(HelidonSocket socket, byte[] first) {
      this.socket = socket;
      this.first = first.length == 0 ? null : first;
    }

    @Override
    public byte @Nullable [] get() {
      var bytes = first;
      if (bytes != null) {
        first = null;
        return bytes;
      }
      try {
        return socket.get();
      } catch (UncheckedIOException e) {
        throw new ServerConnectionException("cannot read from the connection", e);
      }
    }
  }
}
