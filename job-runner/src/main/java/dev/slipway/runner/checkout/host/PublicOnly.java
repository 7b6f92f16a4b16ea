package dev.slipway.runner.checkout.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import javax.net.ssl.SSLSocketFactory;

/// Starts TLS only on sockets that are connected to a public address.
///
/// The JDK's https client makes its sockets itself and has TLS put on them once they are connected,
/// so that is the one method that works.
final class PublicOnly extends SSLSocketFactory {

  private final SSLSocketFactory tls;
  private final URL url;

  PublicOnly(SSLSocketFactory tls, URL url) {
    this.tls = tls;
    this.url = url;
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    if (!PublicAddress.is(socket.getInetAddress())) {
      socket.close();
      throw HostRefusals.privateAddress(url);
    }
    return tls.createSocket(socket, host, port, autoClose);
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw unconnected();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw unconnected();
  }

  @Override
  public Socket createSocket(InetAddress address, int port) {
    throw unconnected();
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) {
    throw unconnected();
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }

  private static UnsupportedOperationException unconnected() {
    return new UnsupportedOperationException("TLS is started on connected sockets only");
  }
}
