package dev.slipway.cli.embedded;

import dev.slipway.cli.client.ApiClient;
import dev.slipway.core.account.AccountId;
import dev.slipway.core.account.ApiToken;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.core.secret.Secret;
import dev.slipway.receiver.Receiver;
import dev.slipway.receiver.ReceiverParts;
import dev.slipway.site.SiteServer;
import dev.slipway.site.SiteSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/// The embedded profile, running: stores, runners, receiver and static server, in this order, each
/// of which needs those before it.
public final class Platform implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final int SECRET_BYTES = 20;

  private final PlatformSettings settings;
  private final DataFolder data;
  private final Domain domain;
  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Stores stores;
  private final Optional<ApiToken> firstToken;

  private Platform(PlatformSettings settings) {
    this.settings = settings;
    this.data = DataFolder.open(settings.data());
    this.domain = settings.domain();
    this.stores = opened(Stores.open(data, clock, random));
    this.firstToken = makeFirstToken();
  }

  /// Starts the platform; it serves when this returns.
  ///
  /// @throws RuntimeException that says what is wrong, with nothing left running
  public static Platform start(PlatformSettings settings) {
    var platform = new Platform(settings);
    try {
      platform.run();
      return platform;
    } catch (RuntimeException e) {
      platform.close();
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
    var sites =
        opened(
            new SiteServer(domain, stores.routes(), stores.artifacts(), clock, SiteSettings.USUAL));
    var receiver = new Receiver(parts(runners));
    opened(new Listener(settings, sites, receiver));
    opened(receiver);
    runners.start();
    DataFolder.write(data.address(), domain.control().toString());
  }

  private ReceiverParts parts(RunnerProcesses runners) {
    return new ReceiverParts(
        stores.projects(),
        stores.tokens(),
        stores.intake(),
        stores.deployments(),
        stores.jobs(),
        runners,
        stores.logs(),
        domain,
        clock,
        random);
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

  /// Makes sure that there is a project `name` for `repository`, and returns its hook's secret.
  public Secret project(ProjectName name, RepositoryUrl repository, BranchName production) {
    var known = stores.projects().find(name);
    if (known.isPresent()) {
      return stores.projects().hookSecret(known.get().id());
    }
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    var secret = new Secret(HexFormat.of().formatHex(bytes));
    var project =
        new Project(
            new ProjectId(UUID.randomUUID()),
            AccountId.FIRST,
            name,
            repository,
            production,
            clock.instant());
    if (!stores.projects().add(project, secret)) {
      throw new IllegalStateException("The name " + name + " is taken by a host; choose another.");
    }
    return secret;
  }

  /// Stops everything, the last that was started first. Jobs that run go back on the queue.
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

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  private Optional<ApiToken> makeFirstToken() {
    if (!stores.tokens().isEmpty()) {
      return Optional.empty();
    }
    var token = ApiToken.random(random);
    DataFolder.write(data.apiToken(), token.secret().reveal());
    stores.tokens().add(AccountId.FIRST, token, "made at the first start");
    return Optional.of(token);
  }
}
