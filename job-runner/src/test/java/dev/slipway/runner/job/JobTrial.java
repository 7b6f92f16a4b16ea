package dev.slipway.runner.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.alias.Domain;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.ClaimedJob;
import dev.slipway.core.job.JobId;
import dev.slipway.core.log.LogStore;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Environment;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.project.ProjectLimits;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.runner.checkout.Checkout;
import dev.slipway.runner.checkout.CheckoutLimits;
import dev.slipway.runner.checkout.FixtureRepository;
import dev.slipway.runner.checkout.host.AllowedHosts;
import dev.slipway.runner.image.Images;
import dev.slipway.runner.node.FakeCaches;
import dev.slipway.store.folder.FolderArtifacts;
import dev.slipway.store.folder.FolderLogs;
import dev.slipway.store.local.LocalRouteChanges;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;

/// One job on a real repository, real artifacts and a real log, with a queue that a test controls.
public final class JobTrial implements ArtifactStore {

  private static final Domain DOMAIN = new Domain("https", "example.com", 443);

  final ScriptedQueue queue = new ScriptedQueue();
  final ScriptedControl control = new ScriptedControl();
  FakeBuildRecords builds = new FakeBuildRecords();
  FakeCaches caches = new FakeCaches();
  final Path folder;
  final FolderArtifacts artifacts;
  final String instance = "test-" + UUID.randomUUID();
  Optional<ArtifactDigest> previous = Optional.empty();
  LogStore logs;
  final GivenVariables variables = new GivenVariables();
  private Runnable beforePut = () -> {};
  URI engine = URI.create("unix:///nowhere/engine.sock");
  String image = "slipway/builder-node:24";
  String python = Builders.USUAL.python();
  Images images = Images.NONE;
  Duration patience = Duration.ofSeconds(2);
  Duration beat = Duration.ofMillis(20);
  Checkout checkout = new Checkout(CheckoutLimits.USUAL, AllowedHosts.of(), true);
  private ProjectLimits asked = ProjectLimits.NONE;
  private Optional<CommitSha> tip = Optional.empty();
  private Optional<Commit> wanted = Optional.empty();
  private Optional<ClaimedJob> job = Optional.empty();
  private Optional<JobRun> run = Optional.empty();

  public JobTrial(Path folder) {
    this.folder = folder;
    this.artifacts = FolderArtifacts.in(folder.resolve("artifacts"));
    this.logs = new FolderLogs(folder.resolve("logs"));
  }

  /// Commits `files` and makes the job to deploy them.
  public JobTrial on(Map<String, String> files) throws IOException {
    try (var repository = FixtureRepository.in(folder.resolve("site.git"))) {
      tip = Optional.of(repository.commit("main", repository.tree(files)));
      return on(repository.url());
    }
  }

  /// Makes the job one for `commit`, as long as its branch is there.
  JobTrial following(CommitSha commit) {
    wanted = Optional.of(new Commit(commit, "", ""));
    return this;
  }

  /// Returns the commit that the branch is at.
  CommitSha tip() {
    return tip.orElseThrow();
  }

  JobTrial on(RepositoryUrl url) {
    var now = Instant.parse("2026-11-01T12:00:00Z");
    var project =
        new Project(
            new ProjectId(UUID.randomUUID()),
            AccountId.FIRST,
            new ProjectName("blog"),
            url,
            new BranchName("main"),
            now);
    var deployment =
        new Deployment(
            new DeploymentId(UUID.randomUUID()),
            ShortId.random(new Random(1)),
            1,
            project.id(),
            project.production(),
            Environment.PRODUCTION,
            wanted,
            DeploymentState.BUILDING,
            Optional.empty(),
            Optional.empty(),
            now,
            Optional.of(now),
            Optional.empty());
    var claim = new Claim(new JobId(UUID.randomUUID()), 1);
    job = Optional.of(new ClaimedJob(claim, project, deployment, wanted.isPresent(), asked));
    return this;
  }

  /// Makes the project ask for `limits`.
  void asking(ProjectLimits limits) {
    asked = limits;
  }

  /// Runs `action` when the job comes to storing its artifact.
  public void beforePut(Runnable action) {
    beforePut = action;
  }

  /// Tells `listener` why the job is given back.
  public void onRelease(Consumer<String> listener) {
    control.listener = listener;
  }

  ClaimedJob job() {
    return job.orElseThrow();
  }

  /// Returns what runs the job, always the same.
  public JobRun jobRun() {
    var known = run.orElseGet(this::newRun);
    run = Optional.of(known);
    return known;
  }

  private JobRun newRun() {
    var pulse = new Pulse(patience, beat);
    var ledger =
        new Ledger(
            queue,
            control,
            new QueueDeployments(queue, job(), previous),
            new LocalRouteChanges(),
            pulse);
    var allowances = new Allowances(Allowance.USUAL, Allowance.USUAL.usualCeiling(8));
    var building = new Building(engine, builders(), instance, allowances, Map.of(), patience);
    var steps =
        new Steps(
            ledger,
            checkout,
            this,
            building,
            images,
            new Environments(variables, DOMAIN),
            new Reusing(builds, caches, "build-1"),
            folder.resolve("work"));
    return new JobRun(ledger, logs, allowances, steps);
  }

  private Builders builders() {
    return new Builders(image, python, Optional.empty());
  }

  /// Does the job in this thread.
  public void run() throws InterruptedException {
    jobRun().run(job());
  }

  List<String> log() {
    var chunk = new FolderLogs(folder.resolve("logs")).read(job().deployment().id(), 0, 1 << 20);
    return new String(chunk.bytes(), UTF_8).lines().toList();
  }

  @Override
  public void put(ArtifactDigest digest, Path file) {
    beforePut.run();
    artifacts.put(digest, file);
  }

  @Override
  public Optional<Path> find(ArtifactDigest digest) {
    return artifacts.find(digest);
  }
}
