package dev.slipway.receiver.redeploy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.delivery.Decision;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.Deployments;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.receiver.answer.Answer;
import dev.slipway.receiver.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Locale;

/// Decisions as their askers read them: what was decided, and the link if there will be one.
public final class Decisions {

  private final Deployments deployments;
  private final Domain domain;

  public Decisions(Deployments deployments, Domain domain) {
    this.deployments = deployments;
    this.domain = domain;
  }

  /// Answers with `decision`.
  public void send(
      ServerRequest request, ServerResponse response, Status status, Decision decision) {
    response.status(status).header(HeaderNames.CACHE_CONTROL, "no-store");
    Answer.send(request, response, "application/json", Json.bytes(document(decision)));
  }

  /// Returns the one word for `decision`.
  public static String word(Decision decision) {
    return switch (decision) {
      case Decision.Queued _ -> "queued";
      case Decision.Joined _ -> "joined";
      case Decision.Ignored _ -> "ignored";
      case Decision.Removed _ -> "removed";
    };
  }

  private ObjectNode document(Decision decision) {
    var document = JsonNodeFactory.instance.objectNode().put("decision", word(decision));
    return switch (decision) {
      case Decision.Queued(DeploymentId id, ShortId shortId) -> deployed(document, id, shortId);
      case Decision.Joined(DeploymentId id, ShortId shortId) -> deployed(document, id, shortId);
      case Decision.Ignored(String reason) -> document.put("reason", reason);
      case Decision.Removed(String reason) -> document.put("reason", reason);
    };
  }

  private ObjectNode deployed(ObjectNode document, DeploymentId id, ShortId shortId) {
    document.put("deployment", id.toString());
    document.put("shortId", shortId.value());
    document.put("link", domain.link(shortId).toString());
    deployments
        .find(id)
        .map(deployment -> deployment.environment().name().toLowerCase(Locale.ROOT))
        .ifPresent(environment -> document.put("environment", environment));
    return document;
  }
}
