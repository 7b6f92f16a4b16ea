package dev.slipway.site;

import static java.lang.System.Logger.Level.ERROR;

import dev.slipway.core.alias.Domain;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.alias.Routes;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.project.ProjectId;
import dev.slipway.site.host.Hosts;
import dev.slipway.site.host.KnownRoutes;
import dev.slipway.site.http.Request;
import dev.slipway.site.page.Pages;
import io.helidon.http.BadRequestException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.time.Clock;
import java.util.Optional;

/// Serves the hosts of sites, as a filter before everything else that a server does: the host
/// decides before any path is looked at. Requests for the control host go on down the chain.
///
/// Its listener needs [SiteListener#apply]. Closed after the server has stopped.
public final class SiteServer implements Filter, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(SiteServer.class.getName());

  private final Domain domain;
  private final Hosts hosts;
  private final KnownRoutes routes;
  private final ReadySites sites;

  /// Serves the hosts below `domain`, each what `routes` says, from `store`.
  public SiteServer(
      Domain domain, Routes routes, ArtifactStore store, Clock clock, SiteSettings settings) {
    this.domain = domain;
    this.hosts = new Hosts(domain, settings.controlHosts());
    this.routes = new KnownRoutes(routes, clock, settings.routeAge(), settings.routePatience());
    this.sites = new ReadySites(store, clock, settings);
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    var host = hosts.of(request.authority());
    if (host instanceof Hosts.Host.Control) {
      requirePath(request);
      chain.proceed();
    } else {
      answer(host, request, response);
    }
    closeWhereItEnds(response);
  }

  /// Has what the hosts of `project` serve looked up again before the next answer.
  public void forget(ProjectId project) {
    routes.forget(project);
  }

  /// Has what any host serves looked up again before the next answer.
  public void forgetAll() {
    routes.forgetAll();
  }

  /// Returns what is to hear of changes of routes, so that nobody waits for their age to pass.
  public RouteChanges.Listener listener() {
    return new RouteChanges.Listener() {
      @Override
      public void changed(ProjectId project) {
        forget(project);
      }

      @Override
      public void missed() {
        forgetAll();
      }
    };
  }

  /// Closes the artifacts that are open.
  @Override
  public void close() {
    sites.close();
  }

  private void answer(Hosts.Host host, RoutingRequest request, RoutingResponse response) {
    var asked = asked(request);
    try {
      serve(host, request.authority(), asked, response);
    } catch (CloseConnectionException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(
          ERROR,
          "Failed to answer %s %s of %s. This is a fault of Slipway: please report it."
              .formatted(asked.method(), asked.path(), request.authority()),
          e);
      if (!response.reset()) {
        throw new CloseConnectionException("failed in the middle of an answer", e);
      }
      AnswerWriter.write(asked, Pages.ourFault(), response);
    }
  }

  private static void requirePath(RoutingRequest request) {
    try {
      request.prologue().uriPath().validate();
    } catch (IllegalArgumentException e) {
      throw new BadRequestException("The path of the request is not one of a URL.", e);
    }
  }

  /// Closes the connection if the answer said so. Helidon says it and then waits for the next
  /// request, which would also make one of a body that nobody has read.
  private static void closeWhereItEnds(RoutingResponse response) {
    if (response.isSent() && response.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
      throw new CloseConnectionException("this was the last answer of its connection");
    }
  }

  private void serve(Hosts.Host host, String authority, Request request, RoutingResponse response) {
    switch (host) {
      case Hosts.Host.Site(var label) -> serve(label, authority, request, response);
      case Hosts.Host.Nobodys _ ->
          AnswerWriter.write(request, Pages.unknownHost(authority), response);
      case Hosts.Host.Foreign _, Hosts.Host.Control _ ->
          AnswerWriter.write(request, Pages.foreignHost(authority, domain.control()), response);
    }
  }

  private void serve(HostLabel label, String authority, Request request, RoutingResponse response) {
    var route = routes.resolve(label);
    if (route.isEmpty()) {
      AnswerWriter.write(request, Pages.unavailable(), response);
      return;
    }
    switch (route.get()) {
      case Route.Ready ready -> sites.serve(label, ready, request, response);
      case Route.NotReady(var deployment) ->
          AnswerWriter.write(request, Pages.notReady(deployment), response);
      case Route.Empty _ -> AnswerWriter.write(request, Pages.nothingYet(), response);
      case Route.Unknown _ -> AnswerWriter.write(request, Pages.unknownHost(authority), response);
    }
  }

  static Request asked(ServerRequest request) {
    var prologue = request.prologue();
    return new Request(
        prologue.method().text(),
        prologue.uriPath().rawPath(),
        prologue.query().rawValue(),
        name -> field(request, name));
  }

  private static Optional<String> field(ServerRequest request, String name) {
    var header = HeaderNames.create(name);
    return request.headers().contains(header)
        ? Optional.of(String.join(", ", request.headers().get(header).allValues()))
        : Optional.empty();
  }
}
