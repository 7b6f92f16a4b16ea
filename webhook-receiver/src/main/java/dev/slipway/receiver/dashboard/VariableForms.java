package dev.slipway.receiver.dashboard;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.project.Project;
import dev.slipway.core.secret.Secret;
import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.body.Bodies;
import dev.slipway.receiver.body.BodyLimits;
import dev.slipway.receiver.route.Endpoint;
import dev.slipway.receiver.variable.Place;
import dev.slipway.receiver.variable.ProjectVariables;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The page of a project's environment variables, and its forms.
final class VariableForms {

  /// A file, each of whose bytes a form may write as three.
  private static final BodyLimits LIMITS = new BodyLimits(256 * 1024, Duration.ofSeconds(20));

  private static final String PATH = "/projects/{project}/variables";

  private final Parts parts;

  /// What they work with.
  record Parts(
      ProjectVariables variables,
      Owned owned,
      Bodies bodies,
      Domain domain,
      Clock clock,
      Gate gate,
      Pages pages) {}

  VariableForms(Parts parts) {
    this.parts = parts;
  }

  List<Endpoint> endpoints() {
    var gate = parts.gate();
    return List.of(
        Endpoint.get(PATH, gate.signedIn(this::show)),
        Endpoint.post(PATH, gate.signedIn(this::set)),
        Endpoint.post(PATH + "/upload", gate.signedIn(this::upload)),
        Endpoint.post(PATH + "/remove", gate.signedIn(this::remove)));
  }

  private void show(AccountId account, ServerRequest request, ServerResponse response) {
    page(project(account, request), List.of(), request, response);
  }

  private void set(AccountId account, ServerRequest request, ServerResponse response) {
    var project = project(account, request);
    var form = form(request);
    var value = new Secret(lines(form.field("value")));
    var notes = parts.variables().set(project, form.field("key").strip(), place(form), value);
    done(project, notes, request, response);
  }

  private void upload(AccountId account, ServerRequest request, ServerResponse response) {
    var project = project(account, request);
    var form = form(request);
    var file = form.field("file").getBytes(StandardCharsets.UTF_8);
    done(project, parts.variables().upload(project, place(form), file).notes(), request, response);
  }

  private void remove(AccountId account, ServerRequest request, ServerResponse response) {
    var project = project(account, request);
    var form = form(request);
    parts.variables().remove(project, form.field("key"), Place.scope(form.field("scope")));
    Redirects.see(response, path(project));
  }

  /// Goes back to the page; where there is something to say, the answer is that page.
  private void done(
      Project project, List<String> notes, ServerRequest request, ServerResponse response) {
    if (notes.isEmpty()) {
      Redirects.see(response, path(project));
    } else {
      page(project, notes, request, response);
    }
  }

  private void page(
      Project project, List<String> notes, ServerRequest request, ServerResponse response) {
    var now = parts.clock().instant();
    var shown =
        parts.variables().of(project).stream().map(known -> VariableView.of(known, now)).toList();
    parts
        .pages()
        .send(
            request,
            response,
            "variables.jte",
            Map.of(
                "project", ProjectView.of(project, parts.domain()),
                "variables", shown,
                "notes", notes));
  }

  private static Place place(Form form) {
    return Place.parse(name ->
        "scope".equals(name) && form.field(name).equals("branch")
            ? Optional.of("branch:" + form.field("branch").strip())
            : Optional.of(form.field(name)).filter(text -> !text.isEmpty()));
  }

  /// Browsers end the lines of what people type with CR LF.
  private static String lines(String text) {
    return text.replace("\r\n", "\n");
  }

  private Form form(ServerRequest request) {
    return Form.parse(parts.bodies().read(request, LIMITS));
  }

  private static String path(Project project) {
    return "/projects/" + project.name() + "/variables";
  }

  private Project project(AccountId account, ServerRequest request) {
    return parts.owned().project(account, request.path().pathParameters().get("project"));
  }
}
