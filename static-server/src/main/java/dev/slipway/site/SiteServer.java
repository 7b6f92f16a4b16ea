package dev.slipway.site;

import static java.lang.System.Logger.Level.ERROR;

import dev.slipway.artifact.ArtifactException;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.alias.Routes;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.serving.http.Request;
import dev.slipway.serving.page.Pages;
import dev.slipway.site.cache.Bodies;
import dev.slipway.site.host.RouteWatch;
import dev.slipway.site.report.Exchange;
import dev.slipway.site.report.Metrics;
import dev.slipway.site.report.Reports;
import dev.slipway.site.wire.InFlight;
import dev.slipway.site.wire.Wire;
import io.helidon.http.BadRequestException;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Clock;
import java.time.Duration;

/// Serves the hosts of sites, as a filter before everything else that a server does: the host
/// decides before any path is looked at. Requests for the control host go on down the chain.
///
/// Its listener needs [SiteListener#apply]. Closed after the server has stopped.
public final class SiteServer implements Filter, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(SiteServer.class.getName());

  private static final double NANOS = Duration.ofSeconds(1).toNanos();

  private final Sites sites;
  private final AnswerWriter writer;
  private final Reports reports;
  private final InFlight inFlight;
  private final Wire wire;

  /// Serves the hosts below `domain`, each what `routes` says, from `store`, and tells `reports`.
  /// Begins to `watch` for changes of routes; to be closed by who made it.
  public SiteServer(
      Domain domain,
      Routes routes,
      RouteWatch watch,
      ArtifactStore store,
      Clock clock,
      SiteSettings settings,
      Reports reports) {
    this.reports = reports;
    this.sites = new Sites(domain, routes, watch, store, clock, settings);
    this.writer = new AnswerWriter(new Bodies(settings.bodyBytes()));
    this.inFlight = new InFlight(settings.wire().requests());
    this.wire =
        new Wire(
            new SitesOrigin(sites),
            reports,
            inFlight,
            clock,
            settings.wire(),
            SiteListener.http1());
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    if (sites.isControl(request.authority())) {
      requirePath(request);
      chain.proceed();
    } else if (inFlight.enter()) {
      try {
        long start = System.nanoTime();
        var asked = new HelidonRequest(request);
        var about = answer(asked, response);
        report(asked, about, response, System.nanoTime() - start);
      } finally {
        inFlight.leave();
      }
    } else {
      AnswerWriter.write(new HelidonRequest(request), Pages.unavailable(), response);
    }
    closeWhereItEnds(response);
  }

  /// Returns what is to hear of changes of routes, so that nobody waits for their age to pass.
  public RouteChanges.Listener listener() {
    return sites.listener();
  }

  /// Returns the fast transport.
  Wire wire() {
    return wire;
  }

  /// Has `metrics` read what this knows of itself.
  void tell(Metrics metrics) {
    metrics.count("slipway.answers.kept.hits", "Requests with a finished answer.", wire::keptHits);
    metrics.count("slipway.answers.kept.misses", "Requests without one.", wire::keptMisses);
    metrics.gauge("slipway.answers.kept", "Finished answers.", wire::keptAnswers);
    metrics.gauge("slipway.answers.kept.bytes", "Bytes of finished answers.", wire::keptBytes);
    metrics.gauge("slipway.connections", "Connections of visitors.", wire::watched);
    metrics.gauge("slipway.requests.in.flight", "Requests being answered.", inFlight::count);
    metrics.gauge("slipway.artifacts.open", "Open artifacts.", () -> sites.figures().open());
    metrics.count(
        "slipway.index.loads", "Artifacts that were opened.", () -> sites.figures().opened());
    metrics.count(
        "slipway.index.load.seconds",
        "Seconds that it took to open artifacts.",
        () -> sites.figures().took().toNanos() / NANOS);
  }

  /// Returns how many requests are being answered.
  int inFlight() {
    return inFlight.count();
  }

  /// Closes the artifacts that are open.
  @Override
  public void close() {
    wire.close();
    sites.close();
  }

  private Reply.About answer(Request request, RoutingResponse response) {
    try (var reply = sites.answer(request)) {
      write(request, reply, response);
      return reply.about();
    } catch (CloseConnectionException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(
          ERROR,
          "Failed to answer %s %s of %s. This is a fault of Slipway: please report it."
              .formatted(request.method(), request.path(), request.authority()),
          e);
      requireReset(response, e);
      AnswerWriter.write(request, Pages.ourFault(), response);
      return Reply.About.NOBODY;
    }
  }

  private void report(
      HelidonRequest request, Reply.About about, RoutingResponse response, long nanos) {
    reports.answered(
        new Exchange(
            request.request().remotePeer().host(),
            request,
            about.kind(),
            about.project(),
            response.status().code(),
            response.bytesWritten(),
            nanos));
  }

  private void write(Request request, Reply reply, RoutingResponse response) {
    try {
      writer.write(request, reply, response);
      reply.stored().ifPresent(stored -> sites.wasRead(stored.route()));
    } catch (ArtifactException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CloseConnectionException("the server stops", e);
      }
      var instead =
          reply.stored().map(stored -> sites.broken(stored.route(), e)).orElseGet(Pages::ourFault);
      requireReset(response, e);
      AnswerWriter.write(request, instead, response);
    }
  }

  private static void requireReset(RoutingResponse response, RuntimeException cause) {
    if (!response.reset()) {
      throw new CloseConnectionException("failed in the middle of an answer", cause);
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
}
