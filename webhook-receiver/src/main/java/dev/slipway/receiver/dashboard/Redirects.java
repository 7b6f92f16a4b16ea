package dev.slipway.receiver.dashboard;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;

/// Redirects after something was done, to the page that shows it.
final class Redirects {

  private Redirects() {}

  static void see(ServerResponse response, String path) {
    response
        .status(Status.SEE_OTHER_303)
        .header(HeaderNames.LOCATION, path)
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send();
  }
}
