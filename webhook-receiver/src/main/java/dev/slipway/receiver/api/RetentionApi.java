package dev.slipway.receiver.api;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.account.AccountId;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.retention.Cleaning;
import dev.slipway.core.retention.Expiry;
import dev.slipway.core.retention.Keeping;
import dev.slipway.core.retention.Overrun;
import dev.slipway.core.retention.RetentionPlan;
import dev.slipway.core.retention.Stored;
import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.pin.Pinning;
import dev.slipway.receiver.route.Endpoint;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The calls about what is kept. Of other accounts' projects only sums are told.
final class RetentionApi {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Cleaning cleaning;
  private final Pinning pinning;
  private final Owned owned;
  private final Authenticated authenticated;

  RetentionApi(Keeping keeping, Owned owned, Authenticated authenticated) {
    this.cleaning = keeping.cleaning();
    this.pinning = new Pinning(keeping.pins());
    this.owned = owned;
    this.authenticated = authenticated;
  }

  List<Endpoint> endpoints() {
    var pin = "/api/deployments/{id}/pin";
    return List.of(
        Endpoint.get("/api/retention/plan", authenticated.handler(this::plan)),
        Endpoint.post("/api/retention/clean", authenticated.handler(this::clean)),
        Endpoint.put(
            pin, authenticated.handler((account, in, out) -> change(account, true, in, out))),
        Endpoint.delete(
            pin, authenticated.handler((account, in, out) -> change(account, false, in, out))));
  }

  private void plan(AccountId account, ServerRequest request, ServerResponse response) {
    var names =
        owned.projects(account).stream()
            .collect(toMap(Project::id, project -> project.name().value()));
    var document = document(cleaning.plan(), names);
    Documents.send(request, response, Status.OK_200, document);
  }

  private void clean(AccountId account, ServerRequest request, ServerResponse response) {
    var document = NODES.objectNode().put("deployments", cleaning.release());
    Documents.send(request, response, Status.ACCEPTED_202, document);
  }

  private void change(
      AccountId account, boolean wanted, ServerRequest request, ServerResponse response) {
    var given = request.path().pathParameters().get("id");
    var deployment = owned.deployment(account, given).deployment();
    pinning.change(deployment, wanted);
    var document = NODES.objectNode().put("id", deployment.id().toString()).put("pinned", wanted);
    Documents.send(request, response, Status.OK_200, document);
  }

  private static ObjectNode document(RetentionPlan plan, Map<ProjectId, String> names) {
    var document = NODES.objectNode();
    document.put("bytes", plan.sizes().before());
    document.put("bytesAfter", plan.sizes().after());
    document.set("expiries", expiries(plan, names));
    document.set("orphans", sum(plan.orphans()));
    document.set("logs", sum(plan.logs()));
    document.set("images", sum(plan.images()));
    document.set("overruns", overruns(plan, names));
    return document;
  }

  private static ArrayNode expiries(RetentionPlan plan, Map<ProjectId, String> names) {
    var array = NODES.arrayNode();
    plan.expiries().stream()
        .filter(expiry -> names.containsKey(expiry.project()))
        .forEach(expiry -> array.add(expiry(expiry, names)));
    return array;
  }

  private static ObjectNode expiry(Expiry expiry, Map<ProjectId, String> names) {
    var document = NODES.objectNode();
    document.put("project", names.get(expiry.project()));
    document.put("artifact", expiry.artifact().toString());
    var deployments = document.putArray("deployments");
    expiry.deployments().forEach(id -> deployments.add(id.toString()));
    document.put("readyAt", expiry.newest().toString());
    document.put("bytes", expiry.bytes());
    document.put("cause", expiry.cause().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    return document;
  }

  private static ArrayNode overruns(RetentionPlan plan, Map<ProjectId, String> names) {
    var array = NODES.arrayNode();
    plan.overruns().stream()
        .filter(overrun -> overrun.project().map(names::containsKey).orElse(true))
        .forEach(overrun -> array.add(overrun(overrun, names)));
    return array;
  }

  private static ObjectNode overrun(Overrun overrun, Map<ProjectId, String> names) {
    var document = NODES.objectNode();
    document.put("project", overrun.project().map(names::get).orElse(null));
    return document.put("bytes", overrun.bytes()).put("budget", overrun.budget());
  }

  private static ObjectNode sum(List<? extends Stored<?>> things) {
    return NODES
        .objectNode()
        .put("count", things.size())
        .put("bytes", things.stream().mapToLong(Stored::bytes).sum());
  }
}
