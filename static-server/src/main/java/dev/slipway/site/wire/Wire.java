package dev.slipway.site.wire;

import dev.slipway.site.cache.MappedBodies;
import dev.slipway.site.report.Reports;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Clock;
import java.util.Set;

/// The fast transport: gives each connection of a listener to a [WireConnection], and those that it
/// can't serve to Helidon. Closed after the listener was. Thread-safe.
public final class Wire implements ServerConnectionSelector, AutoCloseable {

  /// What all connections have in common.
  record Shared(
      Origin origin,
      Reports reports,
      HotAnswers answers,
      SendBuffers buffers,
      MappedBodies bodies,
      InFlight inFlight,
      Addresses addresses,
      Deadlines deadlines,
      HotLoops loops,
      Http1ConnectionSelector http1) {}

  private final WireSettings settings;
  private final AcceptedSockets sockets;
  private final Shared shared;

  /// Sends what `origin` answers and tells `reports`, where `http1` is what Helidon is to keep to.
  ///
  /// @param inFlight counts the requests, those of Helidon's transport too
  public Wire(
      Origin origin,
      Reports reports,
      InFlight inFlight,
      Clock clock,
      WireSettings settings,
      Http1Config http1) {
    this.settings = settings;
    this.sockets = new AcceptedSockets(SocketOptions.builder().tcpNoDelay(true).buildPrototype());
    this.shared =
        new Shared(
            origin,
            reports,
            new HotAnswers(settings.answerBytes()),
            new SendBuffers(),
            new MappedBodies(settings.pageBytes()),
            inFlight,
            new Addresses(settings.connectionsPerAddress()),
            new Deadlines(clock, sockets::sweep),
            new HotLoops(),
            Http1ConnectionSelector.builder().config(http1).build());
  }

  /// Has `server` use it, and nothing else: so a connection comes here before a byte of it is read.
  public void apply(WebServerConfig.Builder server) {
    server
        .connectionOptions(sockets)
        .maxTcpConnections(settings.connections())
        .protocolsDiscoverServices(false)
        .addConnectionSelector(this);
  }

  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  @Override
  public Support supports(BufferData data) {
    return Support.SUPPORTED;
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return shared.http1().supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    var channel = sockets.take(context.remotePeer().address());
    boolean begun = context.dataReader().available() > 0;
    if (channel.isEmpty() || context.isSecure() || begun) {
      return shared.http1().connection(context);
    }
    var peer = new Peer(channel.get(), shared.deadlines(), settings.patience());
    return new WireConnection(context, shared, peer);
  }

  /// Returns how many connections it has, with those that wait to be taken.
  public int watched() {
    return shared.deadlines().count() + sockets.count() + shared.addresses().count();
  }

  /// Returns how many finished answers are kept.
  public long keptAnswers() {
    return shared.answers().count();
  }

  /// Returns how often a finished answer was found for a request.
  public long keptHits() {
    return shared.answers().hits();
  }

  /// Returns how often none was found.
  public long keptMisses() {
    return shared.answers().misses();
  }

  /// Returns how many bytes the finished answers take.
  public long keptBytes() {
    return shared.answers().weight();
  }

  @Override
  public void close() {
    shared.loops().close();
    shared.deadlines().close();
    shared.answers().clear();
  }
}
