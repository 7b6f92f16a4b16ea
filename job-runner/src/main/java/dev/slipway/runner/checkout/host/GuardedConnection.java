package dev.slipway.runner.checkout.host;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.Locale;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/// One request to a Git host: what goes wrong with it is named where it happens, and what arrives
/// is counted.
final class GuardedConnection extends JDKHttpConnection {

  private static final String ADVERTISEMENT = "application/x-git-upload-pack-advertisement";

  private final HostDoor door;

  GuardedConnection(URL url, HostDoor door) throws IOException {
    super(url);
    this.door = door;
  }

  /// Keeps answers from being compressed: packs are already, and what is counted must be what is
  /// kept in memory.
  @Override
  public void setRequestProperty(String key, String value) {
    if (!key.toLowerCase(Locale.ROOT).equals("accept-encoding")) {
      super.setRequestProperty(key, value);
    }
  }

  @Override
  public int getResponseCode() {
    int status = status();
    HostRefusals.check(status, getURL());
    if (status == HttpURLConnection.HTTP_OK) {
      boolean first = getRequestMethod().equals("GET");
      if (getHeaderField("Content-Encoding") != null
          || (first && !ADVERTISEMENT.equals(getContentType()))) {
        throw HostRefusals.notGit(getURL());
      }
    }
    return status;
  }

  @Override
  public OutputStream getOutputStream() {
    try {
      return super.getOutputStream();
    } catch (IOException e) {
      throw HostRefusals.connectionFailed(getURL(), e);
    }
  }

  @Override
  public InputStream getInputStream() {
    try {
      return new Counted(super.getInputStream());
    } catch (IOException e) {
      throw HostRefusals.connectionFailed(getURL(), e);
    }
  }

  private int status() {
    try {
      return super.getResponseCode();
    } catch (IOException e) {
      throw HostRefusals.connectionFailed(getURL(), e);
    }
  }

  /// The body of an answer.
  private final class Counted extends FilterInputStream {

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      try {
        int read = super.read(buffer, offset, length);
        door.count(Math.max(read, 0));
        return read;
      } catch (IOException e) {
        throw HostRefusals.connectionFailed(getURL(), e);
      }
    }
  }
}
