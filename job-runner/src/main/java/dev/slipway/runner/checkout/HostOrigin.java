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
  public boolean mayLag() {
    return true;
  }

  @Override
  public Transport open(Repository repository) throws IOException {
    try {
      return guarded(Transport.open(repository, new URIish(url.toString())));
    } catch (URISyntaxException e) {
      throw new IOException("not a URL for Git: " + url, e);
    }
  }

  /// Opens a way there without a repository of ours, only to ask what there is.
  Transport open() throws IOException {
    try {
      return guarded(Transport.open(new URIish(url.toString())));
    } catch (URISyntaxException e) {
      throw new IOException("not a URL for Git: " + url, e);
    }
  }

  private Transport guarded(Transport opened) {
    var transport = (TransportHttp) opened;
    transport.setHttpConnectionFactory(door);
    var silence = time.compareTo(LONGEST_SILENCE) < 0 ? time : LONGEST_SILENCE;
    transport.setTimeout(Math.max((int) silence.toSeconds(), 1));
    return transport;
  }
}
