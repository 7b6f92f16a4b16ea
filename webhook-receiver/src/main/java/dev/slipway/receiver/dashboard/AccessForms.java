package dev.slipway.receiver.dashboard;

import dev.slipway.core.access.AccessChange;
import dev.slipway.core.account.AccountId;
import dev.slipway.core.alias.Domain;
import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.body.Bodies;
import dev.slipway.receiver.body.BodyLimits;
import dev.slipway.receiver.guard.Guarding;
import dev.slipway.receiver.guard.Lifetime;
import dev.slipway.receiver.route.Endpoint;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The forms that settle who may see a project's hosts, and that share one.
final class AccessForms {

  private static final BodyLimits LIMITS = new BodyLimits(4 * 1024, Duration.ofSeconds(10));
  private static final String GUARDED = "guarded";

  private static final DateTimeFormatter EXPIRY =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final Parts parts;

  /// What they work with.
  record Parts(
      Guarding guarding, Owned owned, Bodies bodies, Domain domain, Gate gate, Pages pages) {}

  AccessForms(Parts parts) {
    this.parts = parts;
  }

  List<Endpoint> endpoints() {
    var gate = parts.gate();
    return List.of(
        Endpoint.post("/projects/{project}/access", gate.signedIn(this::change)),
        Endpoint.post("/projects/{project}/access/end-shares", gate.signedIn(this::endShares)),
        Endpoint.post("/deployments/{id}/share", gate.signedIn(this::share)));
  }

  private void change(AccountId account, ServerRequest request, ServerResponse response) {
    var project = parts.owned().project(account, request.path().pathParameters().get("project"));
    var form = Form.parse(parts.bodies().read(request, LIMITS));
    var change =
        new AccessChange(
            Optional.of(form.field("production").equals(GUARDED)),
            Optional.of(form.field("preview").equals(GUARDED)),
            password(form));
    parts.guarding().change(project, change);
    Redirects.see(response, "/projects/" + project.name());
  }

  /// An empty field leaves the password as it is, since nobody can be shown it to send it back.
  private Optional<AccessChange.Password> password(Form form) {
    if (form.field("remove").equals("yes")) {
      return Optional.of(new AccessChange.Password.Removed());
    }
    var password = form.field("password");
    return password.isEmpty() ? Optional.empty() : Optional.of(parts.guarding().password(password));
  }

  private void endShares(AccountId account, ServerRequest request, ServerResponse response) {
    var project = parts.owned().project(account, request.path().pathParameters().get("project"));
    parts.guarding().endShares(project);
    Redirects.see(response, "/projects/" + project.name());
  }

  private void share(AccountId account, ServerRequest request, ServerResponse response) {
    var owned = parts.owned().deployment(account, request.path().pathParameters().get("id"));
    var form = Form.parse(parts.bodies().read(request, LIMITS));
    var wanted = form.field("expires");
    var lifetime = wanted.isEmpty() ? Lifetime.USUAL : Lifetime.parse("expires", wanted);
    var share = parts.guarding().share(owned.project(), owned.deployment(), lifetime);
    parts
        .pages()
        .send(
            request,
            response,
            "share.jte",
            Map.of(
                "project", ProjectView.of(owned.project(), parts.domain()),
                "shortId", owned.deployment().shortId().value(),
                "link", share.url().toString(),
                "expires", EXPIRY.format(share.expiresAt())));
  }
}
