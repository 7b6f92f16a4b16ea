package dev.slipway.site;

import dev.slipway.process.service.Parts;
import dev.slipway.process.service.Service;
import dev.slipway.store.database.Database;
import dev.slipway.store.folder.FolderArtifacts;
import dev.slipway.store.redis.Words;
import dev.slipway.store.tables.DatabaseRoutes;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/// The static server of the server profile: the sites, behind a proxy. It needs the database only
/// to learn what a host serves, and starts without it. Its exit codes are those of a [Service].
public final class SiteMain {

  private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(3);

  private SiteMain() {}

  /// Serves until it is told to end.
  public static void main(String[] arguments) {
    Service.run("slipway-static", SiteMain::start);
  }

  private static String start(Map<String, String> environment, Parts parts) {
    var config = SiteConfig.of(environment);
    var database = parts.add(Database.openLater(config.database(), DATABASE_PATIENCE));
    var sites =
        parts.add(
            new SiteServer(
                config.domain(),
                new DatabaseRoutes(database.db()),
                FolderArtifacts.in(config.artifacts()),
                Clock.systemUTC(),
                SiteSettings.USUAL));
    var words = parts.add(Words.open(config.redis(), config.instance()));
    parts.add(words.routeChanges().listen(sites.listener()));
    var listener = parts.add(new SitePort(config, sites));
    return "the sites below %s on %s".formatted(config.domain().control(), listener.address());
  }
}
