package dev.slipway.receiver.download;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.image.DeploymentImages.Recorded;
import dev.slipway.receiver.access.OwnedDeployment;
import dev.slipway.receiver.answer.Answer;
import dev.slipway.receiver.json.Json;
import dev.slipway.receiver.problem.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/// Hands out what a deployment can be taken away as, to who was found to own it.
public final class Downloads {

  private static final String NO_IMAGE =
      "no portable image, or not yet, or not any more: deploy its commit again to have one";

  private final DownloadStores stores;

  public Downloads(DownloadStores stores) {
    this.stores = stores;
  }

  /// Returns the image of `owned`; empty if there is none, or not yet.
  public Optional<Recorded> image(OwnedDeployment owned) {
    return stores.recorded().find(owned.deployment().id());
  }

  /// Answers with the tar that engines load.
  public void sendImage(OwnedDeployment owned, ServerRequest request, ServerResponse response) {
    var id = image(owned).orElseThrow(() -> missing("image", NO_IMAGE)).id();
    var file = stores.images().find(id).orElseThrow(() -> missing("image", NO_IMAGE));
    new FileAnswer(file, name(owned, "-image.tar"), id.hex()).send(request, response);
  }

  /// Answers with the tar that the deployment is served from.
  public void sendArtifact(OwnedDeployment owned, ServerRequest request, ServerResponse response) {
    var digest = artifact(owned);
    var file =
        stores
            .artifacts()
            .find(digest)
            .orElseThrow(
                () -> missing("artifact", "no artifact any more: deploy its commit again"));
    new FileAnswer(file, name(owned, ".tar"), digest.hex()).send(request, response);
  }

  /// Answers with a signed statement about the deployment's tar.
  public void sendAttestation(
      OwnedDeployment owned, ServerRequest request, ServerResponse response) {
    var statement = new Statement(owned, artifact(owned), image(owned));
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Answer.send(
        request,
        response,
        "application/vnd.dsse.envelope.v1+json",
        Json.bytes(statement.signed(stores.keys().platform())));
  }

  /// Answers with the key that statements are signed with, which anybody may know.
  public void sendKey(ServerRequest request, ServerResponse response) {
    var pem = stores.keys().platform().verifying().pem();
    response.header(HeaderNames.CACHE_CONTROL, "no-cache");
    Answer.send(request, response, "application/x-pem-file", pem.getBytes(US_ASCII));
  }

  private static ArtifactDigest artifact(OwnedDeployment owned) {
    return owned
        .deployment()
        .artifact()
        .orElseThrow(() -> missing("artifact", "no artifact: it is not ready"));
  }

  private static RuntimeException missing(String what, String why) {
    return Problem.notFound("The deployment has " + why + ".").at(what).exception();
  }

  private static String name(OwnedDeployment owned, String end) {
    return owned.project().name() + "-" + owned.deployment().shortId() + end;
  }
}
