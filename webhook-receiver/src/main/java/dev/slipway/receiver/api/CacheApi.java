package dev.slipway.receiver.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.account.AccountId;
import dev.slipway.core.build.BuildCaches;
import dev.slipway.core.build.CacheUse;
import dev.slipway.core.project.Project;
import dev.slipway.receiver.access.Owned;
import dev.slipway.receiver.route.Endpoint;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.lang.System.Logger.Level;
import java.util.List;

/// The calls about what a project's builds keep for the next ones.
final class CacheApi {

  private static final System.Logger LOGGER = System.getLogger(CacheApi.class.getName());
  private static final String PATH = "/api/projects/{project}/cache";

  private final BuildCaches caches;
  private final Owned owned;
  private final Authenticated authenticated;

  CacheApi(BuildCaches caches, Owned owned, Authenticated authenticated) {
    this.caches = caches;
    this.owned = owned;
    this.authenticated = authenticated;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get(PATH, authenticated.handler(this::list)),
        Endpoint.delete(PATH, authenticated.handler(this::clear)));
  }

  /// Only those that a build would use: the others are about to be removed.
  private void list(AccountId account, ServerRequest request, ServerResponse response) {
    var project = project(account, request);
    int epoch = caches.epoch(project.id());
    var document = JsonNodeFactory.instance.objectNode();
    var array = document.putArray("caches");
    caches.of(project.id()).stream()
        .filter(cache -> cache.isCurrent(epoch))
        .forEach(cache -> put(array.addObject(), cache));
    Documents.send(request, response, Status.OK_200, document);
  }

  private static void put(ObjectNode document, CacheUse cache) {
    document.put("node", cache.node()).put("trust", cache.trust().word());
    cache
        .bytes()
        .ifPresentOrElse(bytes -> document.put("bytes", bytes), () -> document.putNull("bytes"));
    document.put("usedAt", cache.usedAt().toString());
  }

  private void clear(AccountId account, ServerRequest request, ServerResponse response) {
    var project = project(account, request);
    caches.clear(project.id());
    LOGGER.log(Level.INFO, "Cleared the caches of project={0}", project.name());
    response.status(Status.NO_CONTENT_204).send();
  }

  private Project project(AccountId account, ServerRequest request) {
    return owned.project(account, request.path().pathParameters().get("project"));
  }
}
