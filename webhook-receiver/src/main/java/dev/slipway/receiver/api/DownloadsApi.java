package dev.slipway.receiver.api;

import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.download.DownloadRoutes;
import dev.slipway.receiver.download.Downloads;
import dev.slipway.receiver.route.Endpoint;
import java.util.List;
import java.util.stream.Stream;

/// The calls that hand out what a deployment can be taken away as.
final class DownloadsApi {

  private final Downloads downloads;
  private final DownloadRoutes routes;

  DownloadsApi(Downloads downloads, Owned owned, Authenticated authenticated) {
    this.downloads = downloads;
    this.routes =
        new DownloadRoutes(
            "/api", downloads, owned, inside -> authenticated.handler(inside::handle));
  }

  List<Endpoint> endpoints() {
    var key = Endpoint.get("/api/signing-key", downloads::sendKey);
    return Stream.concat(routes.endpoints().stream(), Stream.of(key)).toList();
  }
}
