package dev.slipway.store.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.account.Accounts;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.delivery.Decision;
import dev.slipway.core.delivery.Delivery;
import dev.slipway.core.delivery.DeliveryId;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.ClaimedJob;
import dev.slipway.core.job.Publication;
import dev.slipway.core.job.RunnerName;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.core.retention.RetentionPolicy;
import dev.slipway.core.secret.Secret;
import dev.slipway.store.database.Db;
import dev.slipway.store.secret.EncryptionKey;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// An empty platform on a database, and short words for what happens on it.
final class World {

  static final BranchName MAIN = new BranchName("main");
  static final Duration LEASE = Duration.ofSeconds(30);
  static final RunnerName RUNNER = new RunnerName("runner-1");
  static final Reason BUILT = Reason.of("built", "Built with Vite.");
  static final Reason BROKEN = new Reason("build-failed", "The build failed.", "Read the log.");
  static final ArtifactDigest ARTIFACT = new ArtifactDigest("ab".repeat(32));

  private static final List<String> TABLES =
      List.of(
          "artifact_hold",
          "alias_move",
          "build_record",
          "build_cache",
          "route_change",
          "host",
          "attempt",
          "job",
          "delivery",
          "deployment_image",
          "signing_key",
          "deployment",
          "variable",
          "variable_set",
          "bypass_token",
          "project_access",
          "project",
          "api_token");

  final Db db;
  final SettableClock clock = new SettableClock();
  final DatabaseProjects projects;
  final DatabaseProjectAccess access;
  final DatabaseVariables variables;
  final DatabaseApiTokens tokens;
  final DatabaseIntake intake;
  final DatabaseDeployments deployments;
  final DatabaseJobQueue queue;
  final DatabaseJobControl control;
  final DatabaseRoutes routes;
  final DatabaseAliases aliases;
  final DatabaseAccounts accounts;
  final DatabaseRetention retention;
  final DatabaseArtifactHolds holds;
  final DatabasePins pins;
  final DatabaseBuildRecords builds;
  final DatabaseBuildCaches caches;

  private final AtomicInteger deliveries = new AtomicInteger();

  World(Db db, Path keys) {
    this.db = db;
    var key = EncryptionKey.in(keys);
    this.projects = new DatabaseProjects(db, key);
    this.access = new DatabaseProjectAccess(db, key, clock);
    this.variables = new DatabaseVariables(db, () -> key, clock, new SecureRandom());
    this.tokens = new DatabaseApiTokens(db, clock);
    this.intake = new DatabaseIntake(db, clock, new Random(1));
    this.deployments = new DatabaseDeployments(db);
    this.queue = new DatabaseJobQueue(db, clock, new Random(2));
    this.control = new DatabaseJobControl(db, clock);
    this.routes = new DatabaseRoutes(db, clock, RetentionPolicy.USUAL_GRACE);
    this.aliases = new DatabaseAliases(db, clock);
    this.accounts = new DatabaseAccounts(db);
    this.retention = new DatabaseRetention(db, clock);
    this.holds = new DatabaseArtifactHolds(db, clock);
    this.pins = new DatabasePins(db, clock);
    this.builds = new DatabaseBuildRecords(db, clock);
    this.caches = new DatabaseBuildCaches(db, clock);
    empty();
  }

  private void empty() {
    db.transaction(tx -> {
      TABLES.forEach(table -> tx.sql("delete from " + table).update());
      tx.sql("delete from account where id <> cast(:first as uuid)")
          .bind("first", AccountId.FIRST.value())
          .update();
      return tx.sql("update account set concurrency = :most, last_claim_at = null")
          .bind("most", Accounts.MOST_RUNNING)
          .update();
    });
  }

  /// Adds an account that may have `jobs` running at a time; the first one may have the most.
  AccountId account(String name, int jobs) {
    var id = new AccountId(UUID.randomUUID());
    db.sql(
            """
            insert into account (id, name, created_at) values (cast(:id as uuid), :name, :now)
            """)
        .bind("id", id.value())
        .bind("name", name)
        .bind("now", clock.instant())
        .update();
    accounts.limitConcurrency(id, jobs);
    return id;
  }

  Project project(String name) {
    return project(name, AccountId.FIRST);
  }

  Project project(String name, AccountId account) {
    var project = unsaved(name, account);
    assertThat(projects.add(project, new Secret("hook secret"))).isTrue();
    return project;
  }

  Project unsaved(String name) {
    return unsaved(name, AccountId.FIRST);
  }

  private Project unsaved(String name, AccountId account) {
    return new Project(
        new ProjectId(UUID.randomUUID()),
        account,
        new ProjectName(name),
        new RepositoryUrl(URI.create("https://github.com/acme/" + name)),
        MAIN,
        clock.instant());
  }

  /// Pushes a commit whose id is made of one hexadecimal digit.
  DeploymentId push(Project project, String branch, char commit) {
    return queued(intake.accept(delivery(project), deploy(branch, commit)));
  }

  static DeploymentId queued(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.Queued.class);
    return ((Decision.Queued) decision).deployment();
  }

  Delivery delivery(Project project) {
    return delivery(project, "delivery-" + deliveries.incrementAndGet());
  }

  Delivery delivery(Project project, String id) {
    return new Delivery(
        project.id(), new DeliveryId(id), "push", "c0ffee".repeat(10) + "c0de", clock.instant());
  }

  static Intent.Deploy deploy(String branch, char commit) {
    return new Intent.Deploy(new BranchName(branch), Optional.of(commit(commit)));
  }

  static Intent.Deploy tip(String branch) {
    return new Intent.Deploy(new BranchName(branch), Optional.empty());
  }

  static Commit commit(char digit) {
    var sha = new CommitSha(String.valueOf(digit).repeat(40));
    return new Commit(sha, "Change " + digit, "Ada Lovelace");
  }

  Deployment deployment(DeploymentId id) {
    return deployments.find(id).orElseThrow();
  }

  /// Returns what the deployment says of why it is in its state.
  String reason(DeploymentId id) {
    return deployment(id)
        .reason()
        .map(reason -> reason.code() + ": " + reason.text())
        .orElse("none");
  }

  ClaimedJob claim() {
    return queue.claim(RUNNER, LEASE).orElseThrow();
  }

  /// Claims the oldest job and makes its deployment ready.
  DeploymentId publishNext() {
    var job = claim();
    publish(job.claim());
    return job.deployment().id();
  }

  /// Takes a job from its runner, and lets the time pass until it may be tried again.
  void loseRunner(Claim claim) {
    control.release(claim, "The runner is gone.");
    clock.pass(Duration.ofSeconds(30));
  }

  void publish(Claim claim) {
    publish(claim, ARTIFACT);
  }

  void publish(Claim claim, ArtifactDigest artifact) {
    queue.deploying(claim);
    queue.publish(claim, new Publication(artifact, BUILT));
  }

  /// Makes a deployment of `branch` ready that has the artifact `number`.
  DeploymentId published(Project project, String branch, int number) {
    var intent = new Intent.Deploy(new BranchName(branch), Optional.of(commit('a')), true);
    var id = queued(intake.request(project.id(), intent));
    publish(claim().claim(), artifact(number));
    return id;
  }

  static ArtifactDigest artifact(int number) {
    return new ArtifactDigest("%064x".formatted(number));
  }

  long count(String table) {
    return db.sql("select count(*) as n from " + table)
        .optional(row -> row.number("n"))
        .orElseThrow();
  }

  /// Returns the moves of `label` in order, as `cause deployment`.
  List<String> moves(String label) {
    return db.sql("select cause, deployment from alias_move where label = :label order by number")
        .bind("label", label)
        .list(row -> row.text("cause") + " " + row.uuid("deployment"));
  }

  /// Returns the attempts of the job of `deployment` as `number outcome: why`.
  List<String> attempts(DeploymentId deployment) {
    return db.sql(
            """
            select attempt.number, attempt.outcome, attempt.why
            from attempt join job on job.id = attempt.job
            where job.deployment = cast(:deployment as uuid) order by attempt.number
            """)
        .bind("deployment", deployment.value())
        .list(row ->
            row.number("number")
                + " "
                + row.optionalText("outcome").orElse("running")
                + ": "
                + row.optionalText("why").orElse(""));
  }
}
