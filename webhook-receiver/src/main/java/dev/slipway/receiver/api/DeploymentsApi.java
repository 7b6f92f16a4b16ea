package dev.slipway.receiver.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.core.account.AccountId;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.JobControl;
import dev.slipway.core.job.Stopping;
import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.access.OwnedDeployment;
import dev.slipway.receiver.download.Downloads;
import dev.slipway.receiver.log.LogStream;
import dev.slipway.receiver.log.LogText;
import dev.slipway.receiver.problem.Problem;
import dev.slipway.receiver.route.Endpoint;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;

/// The calls about deployments and their logs.
final class DeploymentsApi {

  private final Parts parts;
  private final Documents documents;
  private final Authenticated authenticated;

  /// What these calls work with.
  record Parts(
      Owned owned, Downloads downloads, JobControl jobs, LogText logText, LogStream logStream) {}

  DeploymentsApi(Parts parts, Documents documents, Authenticated authenticated) {
    this.parts = parts;
    this.documents = documents;
    this.authenticated = authenticated;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/api/deployments/{id}", authenticated.handler(this::show)),
        Endpoint.post("/api/deployments/{id}/cancel", authenticated.handler(this::cancel)),
        Endpoint.get(
            "/api/deployments/{id}/log",
            authenticated.handler((account, request, response) ->
                parts.logText().send(owned(account, request).deployment(), request, response))),
        Endpoint.get(
            "/api/deployments/{id}/log/stream",
            authenticated.handler((account, request, response) ->
                parts.logStream().send(owned(account, request), request, response))));
  }

  private void show(AccountId account, ServerRequest request, ServerResponse response) {
    var owned = owned(account, request);
    var attempts = parts.owned().attempts(owned);
    var document =
        documents.deployment(
            owned.project(), owned.deployment(), attempts, parts.downloads().image(owned));
    Documents.send(request, response, Status.OK_200, document);
  }

  private void cancel(AccountId account, ServerRequest request, ServerResponse response) {
    var id = owned(account, request).deployment().id();
    var reason = Reason.of("canceled", "It was canceled through the API.");
    switch (parts.jobs().cancel(id, reason)) {
      case Stopping.Stopped _ -> answer(request, response, Status.OK_200, "canceled");
      case Stopping.Told _ -> answer(request, response, Status.ACCEPTED_202, "stopping");
      case Stopping.TooLate(var state) ->
          throw Problem.conflict(
                  "already-ended", "It can't be canceled any more: it is " + state.word() + ".")
              .exception();
      case Stopping.Unknown _ ->
          throw Problem.notFound("There is no such deployment.").at("id").exception();
    }
  }

  private static void answer(
      ServerRequest request, ServerResponse response, Status status, String outcome) {
    var document = JsonNodeFactory.instance.objectNode().put("outcome", outcome);
    Documents.send(request, response, status, document);
  }

  private OwnedDeployment owned(AccountId account, ServerRequest request) {
    return parts.owned().deployment(account, request.path().pathParameters().get("id"));
  }
}
