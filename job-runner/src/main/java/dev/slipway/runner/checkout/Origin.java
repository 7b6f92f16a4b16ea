package dev.slipway.runner.checkout;

import java.io.IOException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;

/// Where a repository is fetched from.
sealed interface Origin permits HostOrigin, LocalOrigin {

  /// Tells whether it may give out a commit that no ref is at. Where it does not, asking is in
  /// vain.
  boolean givesAnyCommit();

  /// Tells whether its refs may be older than a push of which it has told.
  boolean mayLag();

  /// Opens a way from there into `repository`.
  Transport open(Repository repository) throws IOException;
}
