package dev.slipway.receiver.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.artifact.rules.Origin;
import dev.slipway.core.account.AccountId;
import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.problem.Problem;
import dev.slipway.receiver.route.Endpoint;
import dev.slipway.serving.explain.Explainer;
import dev.slipway.serving.explain.Explanation;
import dev.slipway.serving.explain.Explanation.Field;
import dev.slipway.serving.explain.Explanation.Step;
import dev.slipway.serving.explain.Question;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The call that says why a URL of a site gets the answer that it gets.
final class ExplainApi {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String URL = "url";
  private static final String METHOD = "method";
  private static final String HEADER = "header";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

  private final Explainer explainer;
  private final Owned owned;
  private final Authenticated authenticated;

  ExplainApi(Explainer explainer, Owned owned, Authenticated authenticated) {
    this.explainer = explainer;
    this.owned = owned;
    this.authenticated = authenticated;
  }

  List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/api/explain", authenticated.handler(this::explain)));
  }

  private void explain(AccountId account, ServerRequest request, ServerResponse response) {
    var explanation =
        explainer
            .explain(question(request), owned.projects(account))
            .orElseThrow(() -> Problem.notFound("There is no such site.").at(URL).exception());
    Documents.send(request, response, Status.OK_200, document(explanation));
  }

  private static Question question(ServerRequest request) {
    var url =
        parameter(request, URL)
            .orElseThrow(() -> Problem.badField(URL, "Is missing; it is required.").exception());
    var method = parameter(request, METHOD).orElse("GET");
    if (!METHODS.contains(method)) {
      throw Problem.badField(METHOD, "There are GET, HEAD, OPTIONS, POST, PUT, PATCH and DELETE.")
          .exception();
    }
    var question =
        Question.of(method, url)
            .orElseThrow(() ->
                Problem.badField(
                        URL, "Must be the URL of a page, such as https://shop.example.com/about.")
                    .exception());
    if (request.query().contains(HEADER)) {
      request.query().all(HEADER).forEach(line -> add(question, line));
    }
    return question;
  }

  private static void add(Question question, String line) {
    int colon = line.indexOf(':');
    if (colon < 1 || line.chars().anyMatch(Character::isISOControl)) {
      throw Problem.badField(HEADER, "Must be written as Name: value.").exception();
    }
    question.with(line.substring(0, colon).strip(), line.substring(colon + 1));
  }

  private static Optional<String> parameter(ServerRequest request, String name) {
    return request.query().contains(name)
        ? Optional.of(request.query().get(name))
        : Optional.empty();
  }

  private static JsonNode document(Explanation explanation) {
    var document = NODES.objectNode();
    document.put("url", explanation.url());
    document.put("status", explanation.status());
    document.set("file", text(explanation.file()));
    document.set("steps", steps(explanation.steps()));
    document.set("headers", headers(explanation.headers()));
    return document;
  }

  private static ArrayNode steps(List<Step> steps) {
    var array = NODES.arrayNode();
    for (var step : steps) {
      array
          .addObject()
          .put("topic", step.topic().name().toLowerCase(Locale.ROOT))
          .put("what", step.what())
          .set("rule", step.rule().map(ExplainApi::rule).orElse(NODES.nullNode()));
    }
    return array;
  }

  private static JsonNode rule(Origin origin) {
    return NODES
        .objectNode()
        .put("file", origin.file())
        .put("line", origin.line())
        .put("text", origin.text());
  }

  private static ArrayNode headers(List<Field> headers) {
    var array = NODES.arrayNode();
    for (var field : headers) {
      array
          .addObject()
          .put("name", field.name())
          .put("value", field.value())
          .put("why", field.why());
    }
    return array;
  }

  private static JsonNode text(Optional<String> text) {
    return text.<JsonNode>map(NODES::textNode).orElse(NODES.nullNode());
  }
}
