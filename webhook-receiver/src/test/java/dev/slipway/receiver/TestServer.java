package dev.slipway.receiver;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.account.ApiToken;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.delivery.Decision;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.core.secret.Secret;
import dev.slipway.core.signing.SigningKey;
import dev.slipway.receiver.download.DownloadStores;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// A receiver that really listens, on fake ports with one project called `shop` in them.
public final class TestServer implements AutoCloseable {

  static final Secret HOOK_SECRET = new Secret("It's a Secret to Everybody");
  static final AccountId OWNER = AccountId.FIRST;
  static final AccountId STRANGER = new AccountId(new UUID(0, 99));

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  final FakeProjects projects = new FakeProjects();
  final FakeApiTokens tokens = new FakeApiTokens();
  final FakeDeployments deployments = new FakeDeployments();
  final FakeArtifacts artifacts = new FakeArtifacts();
  final FakeImages images = new FakeImages();
  final SigningKey signing = SigningKey.random();
  final FakeBuildCaches caches = new FakeBuildCaches();
  final FakeLogs logs = new FakeLogs();
  final FakeKeeping keeping = new FakeKeeping();
  final RecordingDoorbell doorbell = new RecordingDoorbell();
  final FakeAccounts accounts = new FakeAccounts();
  final FakeProjectAccess access = new FakeProjectAccess();
  final FakeVariables variables = new FakeVariables();
  final FakeAliases aliases = new FakeAliases(deployments, projects, access);
  final RecordingRouteChanges routeChanges = new RecordingRouteChanges();
  final FakeJobControl jobs = new FakeJobControl(deployments);
  final ApiToken token = ApiToken.random(new SecureRandom());
  final ApiToken strangersToken = ApiToken.random(new SecureRandom());
  final Project shop;
  final FakeIntake intake;
  final Receiver receiver;

  private final WebServer server;

  TestServer() {
    this(Clock.systemUTC(), Duration.ofSeconds(10));
  }

  TestServer(Domain domain) {
    this(Clock.systemUTC(), Duration.ofSeconds(10), domain);
  }

  TestServer(Clock clock, Duration heartbeat) {
    this(clock, heartbeat, new Domain("http", "localhost", 8080));
  }

  private TestServer(Clock clock, Duration heartbeat, Domain domain) {
    this.shop = project("shop", OWNER, clock);
    this.intake = new FakeIntake(projects, deployments, clock);
    projects.add(shop, HOOK_SECRET);
    tokens.add(OWNER, token, "test");
    tokens.add(STRANGER, strangersToken, "test");
    this.receiver =
        new Receiver(
            new ReceiverParts(
                projects,
                tokens,
                intake,
                deployments,
                jobs,
                doorbell,
                accounts,
                access,
                variables,
                aliases,
                aliases,
                routeChanges,
                artifacts,
                new DownloadStores(artifacts, images, images, () -> signing),
                caches,
                logs,
                keeping.keeping(),
                domain,
                clock,
                new SecureRandom()),
            heartbeat);
    this.server =
        WebServer.builder()
            .port(0)
            .shutdownGracePeriod(Duration.ofSeconds(1))
            .update(Receiver::limit)
            .routing(receiver::routing)
            .build()
            .start();
  }

  static Project project(String name, AccountId account, Clock clock) {
    return new Project(
        new ProjectId(UUID.randomUUID()),
        account,
        new ProjectName(name),
        new RepositoryUrl(URI.create("https://github.com/someone/" + name + ".git")),
        new BranchName("main"),
        clock.instant());
  }

  int port() {
    return server.port();
  }

  URI uri(String path) {
    return URI.create("http://localhost:" + server.port() + path);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
  }

  HttpRequest.Builder authorized(String path) {
    return request(path).header("Authorization", "Bearer " + token.secret().reveal());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    return send(request, BodyHandlers.ofString());
  }

  <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler)
      throws IOException {
    try {
      return CLIENT.send(request.build(), handler);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  HttpResponse<String> get(String path) throws IOException {
    return send(authorized(path));
  }

  HttpResponse<String> post(String path, String body) throws IOException {
    return send(authorized(path).POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> patch(String path, String body) throws IOException {
    return send(authorized(path).method("PATCH", BodyPublishers.ofString(body)));
  }

  HttpResponse<String> put(String path, String body) throws IOException {
    return send(authorized(path).PUT(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> delete(String path) throws IOException {
    return send(authorized(path).DELETE());
  }

  /// Records a deployment of `branch` of the shop, makes it ready and has its aliases show it.
  Deployment published(String branch, String sha, String message) {
    var ready = move(deployment(branch, sha, message), DeploymentState.READY);
    if (branch.equals("main")) {
      aliases.show(shop.id(), ready.id());
    }
    return ready;
  }

  /// Records a deployment of `branch` of the shop.
  Deployment deployment(String branch, String sha, String message) {
    var commit = new Commit(new CommitSha(sha.repeat(40)), message, "Ada");
    var intent = new Intent.Deploy(new BranchName(branch), Optional.of(commit));
    return switch (intake.request(shop.id(), intent)) {
      case Decision.Queued(var id, var _) -> deployments.find(id).orElseThrow();
      case Decision.Joined(var id, var _) -> deployments.find(id).orElseThrow();
      case Decision.Removed(var reason) -> throw new IllegalStateException(reason);
      case Decision.Ignored(var reason) -> throw new IllegalStateException(reason);
    };
  }

  Deployment move(Deployment deployment, DeploymentState state) {
    return deployments.move(deployment.id(), state, Reason.of("test", "It was moved by a test."));
  }

  @Override
  public void close() {
    receiver.close();
    server.stop();
  }
}
