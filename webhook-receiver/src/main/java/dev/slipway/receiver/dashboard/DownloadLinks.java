package dev.slipway.receiver.dashboard;

import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.access.OwnedDeployment;
import dev.slipway.receiver.download.DownloadRoutes;
import dev.slipway.receiver.download.Downloads;
import dev.slipway.receiver.route.Endpoint;
import java.util.List;

/// What the page of a deployment offers for download, and what answers its links.
final class DownloadLinks {

  private final Downloads downloads;
  private final DownloadRoutes routes;

  DownloadLinks(Downloads downloads, Owned owned, Gate gate) {
    this.downloads = downloads;
    this.routes = new DownloadRoutes("", downloads, owned, inside -> gate.signedIn(inside::handle));
  }

  List<Endpoint> endpoints() {
    return routes.endpoints();
  }

  /// Returns the image of a deployment as its page shows it; none if there is none.
  List<ImageView> image(OwnedDeployment deployment) {
    return downloads
        .image(deployment)
        .map(image -> new ImageView(image.id().toString(), Sizes.written(image.size())))
        .map(List::of)
        .orElse(List.of());
  }
}
