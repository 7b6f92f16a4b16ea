package dev.slipway.site;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
import java.util.function.BooleanSupplier;

/// The sites, as the fast transport asks them. Thread-safe.
final class SitesOrigin implements Origin {

  private static final int MOST_AUTHORITIES = 10_000;

  private final Sites sites;

  /// Whose an authority is never changes, and costs more to tell than an answer does.
  private final Cache<String, Whose> whose =
      Caffeine.newBuilder().maximumSize(MOST_AUTHORITIES).executor(Runnable::run).build();

  /// Asks `sites`.
  SitesOrigin(Sites sites) {
    this.sites = sites;
  }

  @Override
  public Whose whose(String authority) {
    var known = whose.getIfPresent(authority);
    if (known == null) {
      known = sites.whose(authority);
      if (known.label().isPresent()) {
        whose.put(authority, known);
      }
    }
    return known;
  }

  @Override
  public Optional<BooleanSupplier> standing(HostLabel label, Route.Ready route) {
    return sites.standing(label, route);
  }

  @Override
  public Optional<ArtifactLease> leaseOfOpen(ArtifactDigest artifact) {
    return sites.leaseOfOpen(artifact);
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
