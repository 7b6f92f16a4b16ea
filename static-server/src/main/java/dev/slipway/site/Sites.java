package dev.slipway.site;

import dev.slipway.artifact.ArtifactException;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.alias.Routes;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.project.ProjectId;
import dev.slipway.serving.access.Gate;
import dev.slipway.serving.access.Passage;
import dev.slipway.serving.host.Hosts;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Request;
import dev.slipway.serving.page.Pages;
import dev.slipway.site.cache.ArtifactLease;
import dev.slipway.site.cache.OpenArtifacts;
import dev.slipway.site.host.KnownRoutes;
import dev.slipway.site.host.RouteWatch;
import dev.slipway.site.wire.Origin;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Tells what the hosts of sites answer, whatever carries the requests here: the host decides
/// before any path is looked at. Thread-safe.
final class Sites implements AutoCloseable {

  private final Domain domain;
  private final Hosts hosts;
  private final KnownRoutes routes;
  private final Gate gate;
  private final ReadySites ready;

  /// Serves the hosts below `domain`, each what `routes` says, from `store`. Begins to `watch`.
  Sites(
      Domain domain,
      Routes routes,
      RouteWatch watch,
      ArtifactStore store,
      Clock clock,
      SiteSettings settings) {
    this.domain = domain;
    this.hosts = new Hosts(domain, settings.controlHosts());
    this.routes =
        new KnownRoutes(
            routes,
            clock,
            settings.routeAge(),
            settings.routePatience(),
            settings.memory(),
            watch::isSure);
    watch.start(listener());
    this.gate = new Gate(domain, clock);
    this.ready = new ReadySites(domain, store, clock, settings);
  }

  /// Tells whether `authority` is the control host, whose requests are not for here.
  boolean isControl(String authority) {
    return hosts.of(authority) instanceof Hosts.Host.Control;
  }

  /// Returns whose the requests of `authority` are.
  Origin.Whose whose(String authority) {
    return switch (hosts.of(authority)) {
      case Hosts.Host.Site(var label) -> new Origin.Whose(true, Optional.of(label));
      case Hosts.Host.Control _ -> new Origin.Whose(false, Optional.empty());
      case Hosts.Host.Nobodys _, Hosts.Host.Foreign _ -> new Origin.Whose(true, Optional.empty());
    };
  }

  /// Returns what tells without waiting for anything whether `label` still serves `route`, that
  /// very object; empty if it is not known to.
  Optional<BooleanSupplier> standing(HostLabel label, Route.Ready route) {
    return routes.standing(label, route);
  }

  /// Returns without waiting for anything the right to read from `artifact`; empty if it isn't
  /// open.
  Optional<ArtifactLease> leaseOfOpen(ArtifactDigest artifact) {
    return ready.leaseOfOpen(artifact);
  }

  /// Returns the answer to `request`; to be closed when it has been sent.
  Reply answer(Request request) {
    return switch (hosts.of(request.authority())) {
      case Hosts.Host.Site(var label) -> answer(label, request);
      case Hosts.Host.Nobodys _ -> Reply.page(Pages.unknownHost(request.authority()));
      case Hosts.Host.Foreign _, Hosts.Host.Control _ ->
          Reply.page(Pages.foreignHost(request.authority(), domain.control()));
    };
  }

  /// Returns how many artifacts are open, and what that took.
  OpenArtifacts.Figures figures() {
    return ready.figures();
  }

  /// Notes that a body of `route` was read to its end.
  void wasRead(Route.Ready route) {
    ready.wasRead(route);
  }

  /// Notes that a body of `route` can't be read, and returns what to answer instead.
  Answer broken(Route.Ready route, ArtifactException cause) {
    return ready.broken(route, cause).answer();
  }

  /// Returns what is to hear of changes of routes, so that nobody waits for their age to pass.
  RouteChanges.Listener listener() {
    return new RouteChanges.Listener() {
      @Override
      public void changed(ProjectId project) {
        routes.forget(project);
      }

      @Override
      public void missed() {
        routes.forgetAll();
      }
    };
  }

  /// Closes the artifacts that are open.
  @Override
  public void close() {
    ready.close();
  }

  private Reply answer(HostLabel label, Request request) {
    var route = routes.resolve(label);
    if (route.isEmpty()) {
      return Reply.page(Pages.unavailable());
    }
    return answer(label, route.get(), request).about(Reply.About.of(label, route.get()));
  }

  private Reply answer(HostLabel label, Route route, Request request) {
    return switch (route) {
      case Route.Ready deployed ->
          guarded(
              gate.pass(deployed.access(), label, request),
              () -> ready.answer(label, deployed, request));
      case Route.NotReady(var deployment, var access) ->
          guarded(gate.pass(access, label, request), () -> Reply.page(Pages.notReady(deployment)));
      case Route.App(var deployment, var access) ->
          guarded(gate.pass(access, label, request), () -> Reply.page(Pages.app(deployment)));
      case Route.Empty(var deleted) ->
          Reply.page(deleted ? Pages.branchDeleted() : Pages.nothingYet());
      case Route.Unknown _ -> Reply.page(Pages.unknownHost(request.authority()));
    };
  }

  /// Returns `reply` as far as `passage` goes; nothing of it is looked at for whom it stops.
  private static Reply guarded(Passage passage, Supplier<Reply> reply) {
    return switch (passage) {
      case Passage.Free _ -> reply.get();
      case Passage.Admitted admitted -> {
        var inside = reply.get();
        yield inside.with(admitted.confined(inside.answer()));
      }
      case Passage.Stopped(var answer) -> Reply.page(answer);
    };
  }
}
