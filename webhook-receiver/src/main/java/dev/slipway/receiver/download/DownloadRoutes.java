package dev.slipway.receiver.download;

import dev.slipway.core.account.AccountId;
import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.access.OwnedDeployment;
import dev.slipway.receiver.route.Endpoint;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.function.Function;

/// The addresses of what can be downloaded of a deployment, which API and dashboard have alike.
///
/// @param prefix what is before `/deployments`
/// @param door makes a handler of one for who was let in
public record DownloadRoutes(
    String prefix, Downloads downloads, Owned owned, Function<Inside, Handler> door) {

  /// A handler for an account that was let in.
  public interface Inside {
    void handle(AccountId account, ServerRequest request, ServerResponse response);
  }

  /// What sends something of a deployment.
  private interface Sending {
    void send(OwnedDeployment deployment, ServerRequest request, ServerResponse response);
  }

  public List<Endpoint> endpoints() {
    return List.of(
        endpoint("image", downloads::sendImage),
        endpoint("artifact", downloads::sendArtifact),
        endpoint("attestation", downloads::sendAttestation));
  }

  private Endpoint endpoint(String thing, Sending sending) {
    return Endpoint.get(
        prefix + "/deployments/{id}/" + thing,
        door.apply((account, request, response) -> {
          var id = request.path().pathParameters().get("id");
          sending.send(owned.deployment(account, id), request, response);
        }));
  }
}
