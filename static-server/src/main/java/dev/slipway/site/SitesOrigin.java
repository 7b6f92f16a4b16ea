package dev.slipway.site;

import dev.slipway.artifact.ArtifactException;
import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.alias.Route;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.project.ProjectId;
import dev.slipway.serving.http.Answer;
import dev.slipway.serving.http.Request;
import dev.slipway.site.cache.ArtifactLease;
import dev.slipway.site.report.HostKind;
import dev.slipway.site.wire.Origin;
import java.util.Optional;

/// The sites, as the fast transport asks them.
record SitesOrigin(Sites sites) implements Origin {

  @Override
  public Whose whose(String authority) {
    return new Whose(!sites.isControl(authority), sites.label(authority));
  }

  @Override
  public Optional<Route> route(HostLabel label) {
    return sites.route(label);
  }

  @Override
  public Optional<ArtifactLease> lease(ArtifactDigest artifact) {
    return sites.lease(artifact);
  }

  @Override
  public Given answer(Request request) {
    return new GivenReply(sites.answer(request));
  }

  @Override
  public void wasSent(Route.Ready route) {
    sites.wasRead(route);
  }

  @Override
  public Answer broken(Route.Ready route, ArtifactException cause) {
    return sites.broken(route, cause);
  }

  private record GivenReply(Reply reply) implements Given {

    @Override
    public Answer answer() {
      return reply.answer();
    }

    @Override
    public Optional<Route.Ready> route() {
      return reply.stored().map(Reply.Stored::route);
    }

    @Override
    public HostKind kind() {
      return reply.about().kind();
    }

    @Override
    public Optional<ProjectId> project() {
      return reply.about().project();
    }

    @Override
    public Optional<ArtifactLease> lease() {
      return reply.stored().map(Reply.Stored::lease);
    }

    @Override
    public void close() {
      reply.close();
    }
  }
}
