package dev.slipway.receiver.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.deployment.Attempt;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.image.DeploymentImages.Recorded;
import dev.slipway.core.project.Project;
import dev.slipway.receiver.answer.Answer;
import dev.slipway.receiver.hook.GitHubHook;
import dev.slipway.receiver.json.Json;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Projects and deployments as JSON. What is not known yet is null, never left out.
final class Documents {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Domain domain;

  Documents(Domain domain) {
    this.domain = domain;
  }

  static void send(
      ServerRequest request, ServerResponse response, Status status, JsonNode document) {
    response.status(status).header(HeaderNames.CACHE_CONTROL, "no-store");
    Answer.send(request, response, "application/json", Json.bytes(document));
  }

  ObjectNode project(Project project) {
    return NODES
        .objectNode()
        .put("name", project.name().value())
        .put("repository", project.repository().toString())
        .put("branch", project.production().value())
        .put("url", domain.of(new HostLabel(project.name().value())).toString())
        .put("hook", hook(project))
        .put("createdAt", project.createdAt().toString());
  }

  /// Returns the project with its newest deployment.
  ObjectNode project(Project project, Optional<Deployment> newest) {
    return project(project).set("newest", orNull(project, newest));
  }

  private String hook(Project project) {
    return domain.control() + GitHubHook.path(project.name());
  }

  ArrayNode deployments(Project project, List<Deployment> deployments) {
    var array = NODES.arrayNode();
    deployments.forEach(deployment -> array.add(deployment(project, deployment)));
    return array;
  }

  ObjectNode deployment(Project project, Deployment deployment) {
    var document = NODES.objectNode();
    document.put("id", deployment.id().toString());
    document.put("shortId", deployment.shortId().value());
    document.put("project", project.name().value());
    document.put("environment", deployment.environment().name().toLowerCase(Locale.ROOT));
    document.put("branch", deployment.branch().value());
    document.set("commit", deployment.commit().map(Documents::commit).orElse(NODES.nullNode()));
    document.put("state", deployment.state().word());
    document.set("reason", deployment.reason().map(Documents::reason).orElse(NODES.nullNode()));
    document.put("link", domain.link(deployment.shortId()).toString());
    document.put("log", domain.control() + "/api/deployments/" + deployment.shortId() + "/log");
    document.set("kind", text(kind(deployment)));
    document.set("command", command(deployment));
    document.put("createdAt", deployment.createdAt().toString());
    document.set("startedAt", instant(deployment.startedAt()));
    document.set("finishedAt", instant(deployment.finishedAt()));
    return document;
  }

  /// Returns the deployment, or null if there is none.
  JsonNode orNull(Project project, Optional<Deployment> deployment) {
    return deployment.<JsonNode>map(found -> deployment(project, found)).orElse(NODES.nullNode());
  }

  /// Returns the deployment with every try at it, and its image.
  ObjectNode deployment(
      Project project, Deployment deployment, List<Attempt> attempts, Optional<Recorded> image) {
    var array = NODES.arrayNode();
    attempts.forEach(attempt -> array.add(attempt(attempt)));
    ObjectNode document = deployment(project, deployment).set("attempts", array);
    return document.set("image", image(image));
  }

  /// Returns what it is, once that is known.
  private static Optional<String> kind(Deployment deployment) {
    return deployment.state() == DeploymentState.READY
        ? Optional.of(deployment.app().isPresent() ? "app" : "site")
        : Optional.empty();
  }

  private static JsonNode command(Deployment deployment) {
    return deployment
        .app()
        .<JsonNode>map(app -> {
          var words = NODES.arrayNode();
          app.command().forEach(words::add);
          return words;
        })
        .orElse(NODES.nullNode());
  }

  private static JsonNode image(Optional<Recorded> image) {
    return image
        .<JsonNode>map(
            known -> NODES.objectNode().put("id", known.id().toString()).put("size", known.size()))
        .orElse(NODES.nullNode());
  }

  private static ObjectNode attempt(Attempt attempt) {
    var end = attempt.end();
    var document = NODES.objectNode();
    document.put("number", attempt.number());
    document.put("runner", attempt.runner());
    document.put("startedAt", attempt.startedAt().toString());
    document.set("endedAt", instant(end.map(Attempt.End::at)));
    document.set("outcome", text(end.map(known -> word(known.outcome()))));
    document.set("why", text(end.map(Attempt.End::why)));
    return document;
  }

  private static String word(Attempt.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private static JsonNode text(Optional<String> text) {
    return text.<JsonNode>map(NODES::textNode).orElse(NODES.nullNode());
  }

  private static JsonNode commit(Commit commit) {
    return NODES
        .objectNode()
        .put("sha", commit.sha().value())
        .put("message", commit.message())
        .put("author", commit.author());
  }

  private static JsonNode reason(Reason reason) {
    return NODES
        .objectNode()
        .put("code", reason.code())
        .put("what", reason.what())
        .put("whatToDo", reason.whatToDo());
  }

  private static JsonNode instant(Optional<Instant> instant) {
    return text(instant.map(Instant::toString));
  }
}
