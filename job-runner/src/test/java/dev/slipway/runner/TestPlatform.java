package dev.slipway.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.delivery.Decision;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.core.secret.Secret;
import dev.slipway.migrations.Migrations;
import dev.slipway.runner.checkout.FixtureRepository;
import dev.slipway.store.database.EmbeddedDatabase;
import dev.slipway.store.folder.FolderArtifacts;
import dev.slipway.store.folder.FolderLogs;
import dev.slipway.store.secret.EncryptionKey;
import dev.slipway.store.tables.DatabaseDeployments;
import dev.slipway.store.tables.DatabaseIntake;
import dev.slipway.store.tables.DatabaseJobControl;
import dev.slipway.store.tables.DatabaseProjects;
import dev.slipway.store.tables.DatabaseVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// A platform on a real database, whose runners are processes of their own.
final class TestPlatform implements AutoCloseable {

  private static final BranchName MAIN = new BranchName("main");
  private static final String PASSWORD = "not a secret";

  final String instance = "test-" + UUID.randomUUID();
  final Path folder;
  final DatabaseJobControl control;
  final FolderArtifacts artifacts;
  final DatabaseVariables variables;
  private final EmbeddedDatabase database;
  private final DatabaseProjects projects;
  private final DatabaseIntake intake;
  private final DatabaseDeployments deployments;
  private final FolderLogs logs;
  private final Path password;

  TestPlatform(Path folder) throws IOException {
    this.folder = folder;
    this.password = Files.writeString(folder.resolve("password"), PASSWORD);
    this.database = EmbeddedDatabase.open(folder.resolve("db"), new Secret(PASSWORD), 4);
    Migrations.apply(database.database().dataSource());
    var db = database.database().db();
    var key = EncryptionKey.in(folder.resolve("keys"));
    this.projects = new DatabaseProjects(db, key);
    this.variables = new DatabaseVariables(db, () -> key, Clock.systemUTC(), new SecureRandom());
    this.intake = new DatabaseIntake(db, Clock.systemUTC(), new Random(1));
    this.deployments = new DatabaseDeployments(db);
    this.control = new DatabaseJobControl(db, Clock.systemUTC());
    this.artifacts = FolderArtifacts.in(folder.resolve("artifacts"));
    this.logs = new FolderLogs(folder.resolve("logs"));
  }

  /// Makes a project of `repository` and asks for its first deployment.
  Deployment queue(RepositoryUrl repository) {
    return queue(project(repository), new Intent.Deploy(MAIN, Optional.empty()));
  }

  /// Makes a project of `repository`.
  ProjectId project(RepositoryUrl repository) {
    var project =
        new Project(
            new ProjectId(UUID.randomUUID()),
            AccountId.FIRST,
            new ProjectName("blog"),
            repository,
            MAIN,
            Clock.systemUTC().instant());
    assertThat(projects.add(project, new Secret("hook"))).isTrue();
    return project.id();
  }

  /// Asks for a deployment that is to be done.
  Deployment queue(ProjectId project, Intent.Deploy intent) {
    var decision = intake.request(project, intent);
    assertThat(decision).isInstanceOf(Decision.Queued.class);
    return deployment(((Decision.Queued) decision).deployment());
  }

  /// Asks for another deployment of the project of `deployment`, from another branch: both wait.
  Deployment queueAgain(Deployment deployment) {
    var other = new Intent.Deploy(new BranchName("other"), Optional.empty());
    var decision = intake.request(deployment.project(), other);
    assertThat(decision).isInstanceOf(Decision.Queued.class);
    return deployment(((Decision.Queued) decision).deployment());
  }

  /// Makes a repository with one commit of `files`.
  RepositoryUrl repository(Map<String, String> files) throws IOException {
    return repository(files, List.of("main"));
  }

  /// Makes a repository with a commit of the same `files` on each of `branches`.
  RepositoryUrl repository(Map<String, String> files, List<String> branches) throws IOException {
    try (var repository = FixtureRepository.in(folder.resolve("site.git"))) {
      var id = repository.tree(files);
      for (var branch : branches) {
        repository.commit(branch, id);
      }
      return repository.url();
    }
  }

  /// Makes a repository with a commit of other files on each branch.
  RepositoryUrl branches(Map<String, Map<String, String>> branches) throws IOException {
    try (var repository = FixtureRepository.in(folder.resolve("site.git"))) {
      for (var branch : branches.entrySet()) {
        repository.commit(branch.getKey(), branch.getValue());
      }
      return repository.url();
    }
  }

  Deployment deployment(DeploymentId id) {
    return deployments.find(id).orElseThrow();
  }

  String log(Deployment deployment) {
    return new String(logs.read(deployment.id(), 0, 1 << 20).bytes(), UTF_8);
  }

  Path work() {
    return folder.resolve("work");
  }

  /// Returns the folders that claims have there.
  List<Path> workFolders() throws IOException {
    try (var all = Files.list(work())) {
      return all.filter(path -> path.getFileName().toString().length() > 36).toList();
    }
  }

  /// Returns the environment of a runner.
  Map<String, String> environment() {
    var environment =
        new HashMap<>(
            Map.of(
                "SLIPWAY_DATABASE_URL", database.tcpUrl(),
                "SLIPWAY_DATABASE_USER", database.user(),
                "SLIPWAY_DATABASE_PASSWORD_FILE", password.toString(),
                "SLIPWAY_ARTIFACTS", folder.resolve("artifacts").toString(),
                "SLIPWAY_LOGS", folder.resolve("logs").toString(),
                "SLIPWAY_WORK", work().toString(),
                "SLIPWAY_INSTANCE", instance,
                "SLIPWAY_RUNNER", "runner-1",
                "SLIPWAY_GIT_FOLDERS", "true",
                "SLIPWAY_WATCHED", "true"));
    var key = EncryptionKey.file(folder.resolve("keys"));
    environment.put("SLIPWAY_ENCRYPTION_KEY_FILE", key.toString());
    return environment;
  }

  RunnerProcess start(String... arguments) throws IOException {
    return RunnerProcess.start(RunnerMain.class, folder, environment(), arguments);
  }

  @Override
  public void close() {
    database.close();
  }
}
