package dev.slipway.runner.checkout;

import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.runner.checkout.host.HostDoor;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/// A repository at a Git host, behind the door.
record HostOrigin(RepositoryUrl url, HostDoor door, Duration time) implements Origin {

  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

  @Override
  public boolean givesAnyCommit() {
    return true;
  }

  @Override
  public Transport open(Repository repository) throws IOException {
    try {
      var transport = (TransportHttp) Transport.open(repository, new URIish(url.toString()));
      transport.setHttpConnectionFactory(door);
      var silence = time.compareTo(LONGEST_SILENCE) < 0 ? time : LONGEST_SILENCE;
      transport.setTimeout(Math.max((int) silence.toSeconds(), 1));
      return transport;
    } catch (URISyntaxException e) {
      throw new IOException("not a URL for Git: " + url, e);
    }
  }
}
