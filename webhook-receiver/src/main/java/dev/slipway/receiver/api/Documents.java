package dev.slipway.receiver.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.Reason;
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
    var deployment = newest.<JsonNode>map(found -> deployment(project, found));
    return project(project).set("newest", deployment.orElse(NODES.nullNode()));
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
    document.put("createdAt", deployment.createdAt().toString());
    document.set("startedAt", instant(deployment.startedAt()));
    document.set("finishedAt", instant(deployment.finishedAt()));
    return document;
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
    return instant.<JsonNode>map(at -> NODES.textNode(at.toString())).orElse(NODES.nullNode());
  }
}
