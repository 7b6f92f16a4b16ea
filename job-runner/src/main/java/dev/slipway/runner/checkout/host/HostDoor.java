package dev.slipway.runner.checkout.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/// Opens the connections of one fetch, and refuses those that must not be.
///
/// Every request passes here, also each hop of a redirect: https only, to allowed hosts only, and
/// to public addresses only unless the host is one inside. Addresses are looked at twice: all that
/// the name has before the connection is made, and the one that was connected to before a byte goes
/// out, so a name that changes its address in between gains nothing. Proxies are not used, as they
/// would do the looking up themselves.
///
/// What is refused ends as a [dev.slipway.core.deployment.DeploymentFailure], which the Git library
/// may wrap.
public final class HostDoor implements HttpConnectionFactory {

  private final AllowedHosts allowed;
  private final SSLSocketFactory tls;
  private final long limit;
  private final AtomicLong received = new AtomicLong();

  /// @param limit how many bytes all answers may have together
  public HostDoor(AllowedHosts allowed, SSLSocketFactory tls, long limit) {
    this.allowed = allowed;
    this.tls = tls;
    this.limit = limit;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    if (!url.getProtocol().equals("https") || url.getUserInfo() != null || !allowed.allows(url)) {
      throw HostRefusals.notAllowed(url);
    }
    if (!allowed.allowsInside(url)) {
      checkAddresses(url);
    }
    return new GuardedConnection(guarded(url), this);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    return create(url);
  }

  /// Counts bytes that have arrived.
  void count(int bytes) {
    if (received.addAndGet(bytes) > limit) {
      throw HostRefusals.tooLarge(limit);
    }
  }

  private static void checkAddresses(URL url) {
    try {
      for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
        if (!PublicAddress.is(address)) {
          throw HostRefusals.privateAddress(url);
        }
      }
    } catch (IOException e) {
      throw HostRefusals.connectionFailed(url, e);
    }
  }

  private URL guarded(URL url) throws IOException {
    try {
      return URL.of(url.toURI(), new Handler(url));
    } catch (URISyntaxException e) {
      throw new IOException("not a URL: " + url, e);
    }
  }

  /// Makes connections whose sockets are looked at before TLS starts.
  private final class Handler extends URLStreamHandler {

    private final URL original;

    Handler(URL original) {
      this.original = original;
    }

    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      var connection =
          (HttpsURLConnection)
              URI.create(url.toExternalForm()).toURL().openConnection(Proxy.NO_PROXY);
      connection.setSSLSocketFactory(
          allowed.allowsInside(original) ? tls : new PublicOnly(tls, original));
      return connection;
    }
  }
}
