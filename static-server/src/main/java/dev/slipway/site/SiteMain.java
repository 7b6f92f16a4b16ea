package dev.slipway.site;

import dev.slipway.core.project.ProjectName;
import dev.slipway.process.service.Parts;
import dev.slipway.process.service.Service;
import dev.slipway.site.host.RouteJournal;
import dev.slipway.site.host.RouteMemory;
import dev.slipway.site.host.RouteWatch;
import dev.slipway.store.artifacts.Artifacts;
import dev.slipway.store.database.Database;
import dev.slipway.store.redis.Words;
import dev.slipway.store.tables.DatabaseProjectNames;
import dev.slipway.store.tables.DatabaseRouteLedger;
import dev.slipway.store.tables.DatabaseRoutes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/// The static server of the server profile: the sites, behind a proxy. It needs the database only
/// to learn what a host serves, and starts without it. Its exit codes are those of a [Service].
public final class SiteMain {

  private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(3);
  private static final Duration WATCH_PAUSE = Duration.ofMillis(400);

  private SiteMain() {}

  /// Serves until it is told to end.
  public static void main(String[] arguments) {
    Service.run("slipway-static", SiteMain::start);
  }

  private static String start(Map<String, String> environment, Parts parts) {
    var config = SiteConfig.of(environment);
    var database = parts.add(Database.openLater(config.database(), DATABASE_PATIENCE));
    var clock = Clock.systemUTC();
    var artifacts = parts.add(Artifacts.at(config.artifacts(), config.copiesOfArtifacts(), clock));
    var settings = SiteSettings.USUAL.with(config.wire()).remembering(memory(config, parts));
    var routes = new DatabaseRoutes(database.db(), clock, config.grace());
    var watch = parts.add(new RouteWatch(new DatabaseRouteLedger(database.db()), WATCH_PAUSE));
    var names = new DatabaseProjectNames(database.db());
    var reports =
        parts.add(
            new SiteReports(config.reports(), id -> names.find(id).map(ProjectName::value), clock));
    var sites =
        parts.add(
            new SiteServer(config.domain(), routes, watch, artifacts, clock, settings, reports));
    reports.tellOf(sites);
    var words = parts.add(Words.open(config.redis(), config.instance()));
    parts.add(words.routeChanges().listen(sites.listener()));
    OldGeneration.lookAfter().ifPresent(parts::add);
    var listener = parts.add(new SitePort(config, sites));
    return "the sites below %s on %s".formatted(config.domain().control(), listener.address());
  }

  private static RouteMemory memory(SiteConfig config, Parts parts) {
    return config
        .state()
        .<RouteMemory>map(folder -> parts.add(RouteJournal.in(folder)))
        .orElse(RouteMemory.NONE);
  }
}
