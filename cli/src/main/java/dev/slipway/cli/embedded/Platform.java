package dev.slipway.cli.embedded;

import dev.slipway.cli.client.ApiClient;
import dev.slipway.core.account.AccountId;
import dev.slipway.core.account.ApiToken;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.alias.RouteChanges;
import dev.slipway.core.job.Doorbell;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.core.secret.Secret;
import dev.slipway.process.settings.Settings;
import dev.slipway.receiver.Receiver;
import dev.slipway.receiver.ReceiverParts;
import dev.slipway.site.ReportPlaces;
import dev.slipway.site.SiteReports;
import dev.slipway.site.SiteServer;
import dev.slipway.site.SiteSettings;
import dev.slipway.site.host.RouteJournal;
import dev.slipway.site.host.RouteWatch;
import dev.slipway.store.local.LocalRouteChanges;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/// The embedded profile, running: stores, runners, static server and receiver, in this order, each
/// of which needs those before it. Thread-safe.
public final class Platform implements AutoCloseable {

  private static final Duration WATCH_PAUSE = Duration.ofMillis(400);
  private static final Duration CLEANING = Duration.ofMinutes(10);
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int SECRET_BYTES = 20;
  private static final int MOST_NAMES = 1000;
  private static final int NAME_LENGTH = 40;
  private static final Clock CLOCK = Clock.systemUTC();
  private static final SecureRandom RANDOM = new SecureRandom();

  private final PlatformSettings settings;
  private final DataFolder data;
  private final Domain domain;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Stores stores;
  private Optional<ApiToken> firstToken = Optional.empty();

  private Platform(PlatformSettings settings, DataFolder data, Stores stores) {
    this.settings = settings;
    this.data = data;
    this.domain = settings.domain();
    this.stores = opened(stores);
  }

  /// Starts the platform; it serves when this returns.
  ///
  /// @throws PlatformException if something of the machine or the settings is in the way
  /// @throws dev.slipway.process.settings.SettingsException if runners would refuse their settings
  /// @throws dev.slipway.store.failure.StoreException if the data folder can't be used
  /// @throws RuntimeException for these and all other reasons, with nothing left running
  public static Platform start(PlatformSettings settings) {
    var data = DataFolder.open(settings.data());
    var stores = Stores.open(data, settings.retention(), CLOCK, RANDOM);
    var platform = new Platform(settings, data, stores);
    try {
      platform.run();
      return platform;
    } catch (RuntimeException e) {
      platform.closeBecauseOf(e);
      throw e;
    }
  }

  private void run() {
    var runners =
        opened(
            new RunnerProcesses(
                stores.jobs(),
                RunnerSettings.command(settings, data, stores.database()),
                settings.runners()));
    var watch = opened(new RouteWatch(stores.ledger(), WATCH_PAUSE));
    var known = SiteSettings.USUAL.remembering(opened(RouteJournal.in(data.sites())));
    var reports = opened(reports());
    var sites =
        opened(
            new SiteServer(
                domain, stores.routes(), watch, stores.artifacts(), CLOCK, known, reports));
    reports.tellOf(sites);
    var changes = new LocalRouteChanges();
    opened(changes.listen(sites.listener()));
    var receiver = new Receiver(parts(runners, changes));
    opened(new Listener(settings, sites, receiver));
    opened(receiver);
    opened(new CleaningRounds(stores.cleaner()::clean, CLEANING)).start();
    runners.start();
    opened(runners::stop); // first of all, so that none is started while the others close
    firstToken = makeFirstToken(); // so late, because a start that fails shows it to nobody
    DataFolder.write(data.address(), domain.control().toString()); // now the token is there to find
    opened(() -> Files.deleteIfExists(data.address()));
  }

  private SiteReports reports() {
    var variables = new Settings(settings.variables());
    var places = ReportPlaces.read(variables);
    variables.check();
    return new SiteReports(
        places, id -> stores.projects().find(id).map(project -> project.name().value()), CLOCK);
  }

  private ReceiverParts parts(Doorbell doorbell, RouteChanges changes) {
    return new ReceiverParts(
        stores.projects(),
        stores.tokens(),
        stores.intake(),
        stores.deployments(),
        stores.jobs(),
        doorbell,
        stores.accounts(),
        stores.access(),
        stores.variables(),
        stores.aliases(),
        stores.routes(),
        changes,
        stores.artifacts(),
        stores.downloads(),
        stores.caches(),
        stores.logs(),
        stores.keeping(),
        domain,
        CLOCK,
        RANDOM);
  }

  /// Returns the domain that it serves.
  public Domain domain() {
    return domain;
  }

  /// Returns the folder that it keeps everything in.
  public DataFolder data() {
    return data;
  }

  /// Returns the API token that was made because there was none; empty from the second start on.
  public Optional<ApiToken> firstToken() {
    return firstToken;
  }

  /// Returns a link to the dashboard that signs in who follows it. The token is in the part of the
  /// URL that browsers send to nobody.
  public URI signInLink() {
    var page = domain.control() + "/sign-in";
    return URI.create(
        DataFolder.read(data.apiToken()).map(token -> page + "#token=" + token).orElse(page));
  }

  /// Returns its API, as a program on this machine uses it.
  public ApiClient api() {
    var token = DataFolder.read(data.apiToken()).orElse("");
    var http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    return new ApiClient(http, domain.control(), new Secret(token));
  }

  /// Makes sure that there is a project for `repository`, and returns it with its hook's secret.
  ///
  /// It is called `name`, or `name-2` and so on if that is the name of another repository's project
  /// or of another host. A project that is there stays as it is, its production branch too.
  public Hooked project(ProjectName name, RepositoryUrl repository, BranchName production) {
    for (int i = 1; i <= MOST_NAMES; i++) {
      var candidate = i == 1 ? name : numbered(name, i);
      var known = stores.projects().find(candidate);
      if (known.isEmpty()) {
        var added = add(candidate, repository, production);
        if (added.isPresent()) {
          return added.get();
        }
      } else if (known.get().repository().equals(repository)) {
        return new Hooked(known.get(), stores.projects().hookSecret(known.get().id()));
      }
    }
    throw new PlatformException(
        "Every name from " + name + " to " + numbered(name, MOST_NAMES) + " is taken.");
  }

  private static ProjectName numbered(ProjectName name, int number) {
    var end = "-" + number;
    var value = name.value();
    var fitting = value.substring(0, Math.min(value.length(), NAME_LENGTH - end.length()));
    return ProjectName.parse(fitting.replaceAll("-$", "") + end)
        .orElse(new ProjectName("site" + end));
  }

  /// A project, and the secret that signs its webhooks.
  public record Hooked(Project project, Secret secret) {}

  private Optional<Hooked> add(ProjectName name, RepositoryUrl repository, BranchName production) {
    byte[] bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    var secret = new Secret(HexFormat.of().formatHex(bytes));
    var id = new ProjectId(UUID.randomUUID());
    var project = new Project(id, AccountId.FIRST, name, repository, production, CLOCK.instant());
    return stores.projects().add(project, secret)
        ? Optional.of(new Hooked(project, secret))
        : Optional.empty();
  }

  /// Stops everything, the last that was started first. Jobs that run go back on the queue. May be
  /// called more than once, and by several threads: each returns when all is closed.
  @Override
  public synchronized void close() {
    RuntimeException failure = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        failure =
            failure == null ? new IllegalStateException("Could not stop cleanly", e) : failure;
        failure.addSuppressed(e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private void closeBecauseOf(RuntimeException failure) {
    try {
      close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  private Optional<ApiToken> makeFirstToken() {
    if (!stores.tokens().isEmpty()) {
      return Optional.empty();
    }
    var token = ApiToken.random(RANDOM);
    DataFolder.write(data.apiToken(), token.secret().reveal());
    stores.tokens().add(AccountId.FIRST, token, "made at the first start");
    return Optional.of(token);
  }
}
