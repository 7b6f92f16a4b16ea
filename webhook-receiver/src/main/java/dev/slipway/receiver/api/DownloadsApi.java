package dev.slipway.receiver.api;

import dev.slipway.core.account.AccountId;
import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.access.OwnedDeployment;
import dev.slipway.receiver.download.Downloads;
import dev.slipway.receiver.route.Endpoint;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;

/// The calls that hand out what a deployment can be taken away as.
final class DownloadsApi {

  private final Downloads downloads;
  private final Owned owned;
  private final Authenticated authenticated;

  DownloadsApi(Downloads downloads, Owned owned, Authenticated authenticated) {
    this.downloads = downloads;
    this.owned = owned;
    this.authenticated = authenticated;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/api/deployments/{id}/image",
            authenticated.handler((account, request, response) ->
                downloads.sendImage(owned(account, request), request, response))),
        Endpoint.get(
            "/api/deployments/{id}/artifact",
            authenticated.handler((account, request, response) ->
                downloads.sendArtifact(owned(account, request), request, response))),
        Endpoint.get(
            "/api/deployments/{id}/attestation",
            authenticated.handler((account, request, response) ->
                downloads.sendAttestation(owned(account, request), request, response))),
        Endpoint.get("/api/signing-key", downloads::sendKey));
  }

  private OwnedDeployment owned(AccountId account, ServerRequest request) {
    return owned.deployment(account, request.path().pathParameters().get("id"));
  }
}
