package dev.slipway.receiver.dashboard;

import dev.slipway.core.account.AccountId;
import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.access.OwnedDeployment;
import dev.slipway.receiver.download.Downloads;
import dev.slipway.receiver.route.Endpoint;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;

/// What the page of a deployment offers for download, and what answers its links.
final class DownloadLinks {

  private final Downloads downloads;
  private final Owned owned;
  private final Gate gate;

  DownloadLinks(Downloads downloads, Owned owned, Gate gate) {
    this.downloads = downloads;
    this.owned = owned;
    this.gate = gate;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/deployments/{id}/image",
            gate.signedIn((account, request, response) ->
                downloads.sendImage(owned(account, request), request, response))),
        Endpoint.get(
            "/deployments/{id}/artifact",
            gate.signedIn((account, request, response) ->
                downloads.sendArtifact(owned(account, request), request, response))),
        Endpoint.get(
            "/deployments/{id}/attestation",
            gate.signedIn((account, request, response) ->
                downloads.sendAttestation(owned(account, request), request, response))));
  }

  /// Returns the image of a deployment as its page shows it; none if there is none.
  List<ImageView> image(OwnedDeployment deployment) {
    return downloads
        .image(deployment)
        .map(image -> new ImageView(image.id().toString(), Sizes.written(image.size())))
        .map(List::of)
        .orElse(List.of());
  }

  private OwnedDeployment owned(AccountId account, ServerRequest request) {
    return owned.deployment(account, request.path().pathParameters().get("id"));
  }
}
