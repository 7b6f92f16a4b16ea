package dev.slipway.receiver.dashboard;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.project.Project;
import dev.slipway.core.retention.Fate;
import dev.slipway.core.retention.Keeping;
import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.pin.Pinning;
import dev.slipway.receiver.route.Endpoint;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// The page of what a project has kept, what of it would go now and why, and the forms that pin.
final class KeptForms {

  private final Parts parts;

  /// What they work with.
  record Parts(
      Keeping keeping,
      Pinning pinning,
      Owned owned,
      Domain domain,
      Clock clock,
      Gate gate,
      Pages pages) {}

  KeptForms(Parts parts) {
    this.parts = parts;
  }

  List<Endpoint> endpoints() {
    var gate = parts.gate();
    return List.of(
        Endpoint.get("/projects/{project}/kept", gate.signedIn(this::show)),
        Endpoint.post(
            "/deployments/{id}/pin",
            gate.signedIn(
                (account, request, response) -> change(account, request, response, true))),
        Endpoint.post(
            "/deployments/{id}/unpin",
            gate.signedIn(
                (account, request, response) -> change(account, request, response, false))));
  }

  private void show(AccountId account, ServerRequest request, ServerResponse response) {
    var given = request.path().pathParameters().get("project");
    var project = parts.owned().project(account, given);
    var plan = parts.keeping().cleaning().plan();
    var fates =
        plan.fates().stream()
            .filter(fate -> fate.deployment().project().equals(project.id()))
            .toList();
    parts
        .pages()
        .send(
            request,
            response,
            "kept.jte",
            Map.of(
                "project", ProjectView.of(project, parts.domain()),
                "sums", KeptView.of(fates, plan),
                "fates", fates.reversed().stream().map(this::view).toList()));
  }

  /// What a host shows may be pinned too.
  private FateView view(Fate fate) {
    boolean pinned = parts.keeping().pins().isPinned(fate.deployment().id());
    return FateView.of(fate, pinned, parts.clock().instant());
  }

  private void change(
      AccountId account, ServerRequest request, ServerResponse response, boolean pinned) {
    var given = request.path().pathParameters().get("id");
    var owned = parts.owned().deployment(account, given);
    parts.pinning().change(owned.deployment(), pinned);
    Redirects.see(response, path(owned.project()));
  }

  private static String path(Project project) {
    return "/projects/" + project.name() + "/kept";
  }
}
