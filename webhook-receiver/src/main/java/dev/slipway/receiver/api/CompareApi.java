package dev.slipway.receiver.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.compare.Comparison;
import dev.slipway.artifact.compare.Difference;
import dev.slipway.artifact.compare.Hint;
import dev.slipway.core.account.AccountId;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.problem.Problem;
import dev.slipway.receiver.route.Endpoint;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// The call that tells what differs between two deployments.
final class CompareApi {

  /// Longer lists end there; the number of differing files counts all.
  private static final int LONGEST = 1000;

  private final Owned owned;
  private final ArtifactStore artifacts;
  private final Authenticated authenticated;

  CompareApi(Owned owned, ArtifactStore artifacts, Authenticated authenticated) {
    this.owned = owned;
    this.artifacts = artifacts;
    this.authenticated = authenticated;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(
            "/api/deployments/{id}/compare/{other}", authenticated.handler(this::compare)));
  }

  private void compare(AccountId account, ServerRequest request, ServerResponse response) {
    var one = tar(account, request, "id");
    var other = tar(account, request, "other");
    try (var first = Artifact.open(one);
        var second = Artifact.open(other)) {
      Documents.send(request, response, Status.OK_200, document(Comparison.of(first, second)));
    }
  }

  private Path tar(AccountId account, ServerRequest request, String parameter) {
    var id = request.path().pathParameters().get(parameter);
    var deployment = owned.deployment(account, id).deployment();
    if (deployment.app().isPresent()) {
      throw Problem.conflict(
              "app",
              "%s can't be compared: it is an app, not a site.".formatted(deployment.shortId()))
          .exception();
    }
    var digest = deployment.artifact().orElseThrow(() -> notReady(deployment));
    return artifacts.find(digest).orElseThrow(() -> notKept(deployment));
  }

  private static RuntimeException notReady(Deployment deployment) {
    return Problem.conflict(
            "not-ready",
            "%s can't be compared: it is %s."
                .formatted(deployment.shortId(), deployment.state().word()))
        .exception();
  }

  private static RuntimeException notKept(Deployment deployment) {
    return Problem.conflict(
            "not-kept",
            "%s can't be compared: its files are no longer kept.".formatted(deployment.shortId()))
        .exception();
  }

  private static ObjectNode document(Comparison comparison) {
    var document = JsonNodeFactory.instance.objectNode();
    document.put("same", comparison.isSame()).put("files", comparison.files());
    fill(document.putArray("circumstances"), comparison.circumstances());
    fill(document.putArray("onlyInFirst"), comparison.onlyInOne());
    fill(document.putArray("onlyInSecond"), comparison.onlyInOther());
    var differing = document.putArray("differing");
    comparison.differing().stream()
        .limit(LONGEST)
        .forEach(each -> put(differing.addObject(), each));
    return document;
  }

  private static void fill(ArrayNode array, List<String> texts) {
    texts.stream().limit(LONGEST).forEach(array::add);
  }

  private static void put(ObjectNode document, Difference difference) {
    document
        .put("path", difference.path())
        .put("firstBytes", difference.one())
        .put("secondBytes", difference.other());
    difference
        .hint()
        .ifPresentOrElse(
            hint -> put(document.putObject("hint"), hint), () -> document.putNull("hint"));
  }

  private static void put(ObjectNode document, Hint hint) {
    document
        .put("offset", hint.offset())
        .put("kind", hint.kind().name().toLowerCase(Locale.ROOT))
        .put("first", hint.one())
        .put("second", hint.other());
  }
}
