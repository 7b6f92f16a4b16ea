package dev.slipway.bench.jobs;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.delivery.Intent;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.core.secret.Secret;
import dev.slipway.store.database.Db;
import dev.slipway.store.secret.EncryptionKey;
import dev.slipway.store.tables.DatabaseIntake;
import dev.slipway.store.tables.DatabaseProjects;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// A queue with thousands of jobs that wait: of several accounts, each with several projects, each
/// job of a branch of its own so that none supersedes another. They are recorded as pushes are.
public final class FullQueue {

  /// Of so many accounts, none of whose limits stands in the way of sixteen runners.
  private static final int ACCOUNTS = 4;

  /// What signs the webhooks of all projects.
  static final String SECRET = "only-on-loopback";

  private static final int PROJECTS_OF_EACH = 4;
  private static final int CONCURRENCY = 64;
  private static final Commit COMMIT = new Commit(new CommitSha("a".repeat(40)), "Bench", "bench");
  private static final Clock CLOCK = Clock.systemUTC();

  private final Db db;
  private final DatabaseIntake intake;
  private final List<ProjectId> projects;
  private int branches;

  private FullQueue(Db db, DatabaseIntake intake, List<ProjectId> projects) {
    this.db = db;
    this.intake = intake;
    this.projects = projects;
  }

  /// Makes the accounts and projects in a database that has the schema and no project yet.
  ///
  /// @param secrets where the key that encrypts hook secrets is kept
  public static FullQueue make(Db db, Path secrets) {
    var random = new SecureRandom();
    var projects = new DatabaseProjects(db, EncryptionKey.in(secrets));
    var made = new ArrayList<ProjectId>();
    for (int account = 0; account < ACCOUNTS; account++) {
      var owner = account(db, account);
      for (int project = 0; project < PROJECTS_OF_EACH; project++) {
        var id = new ProjectId(UUID.randomUUID());
        var name = new ProjectName(name(account, project));
        var repository = new RepositoryUrl(URI.create("https://example.com/" + name));
        var main = new BranchName("main");
        projects.add(
            new Project(id, owner, name, repository, main, CLOCK.instant()), new Secret(SECRET));
        made.add(id);
      }
    }
    return new FullQueue(db, new DatabaseIntake(db, CLOCK, random), made);
  }

  /// Returns the names of all projects.
  static List<String> projects() {
    return IntStream.range(0, ACCOUNTS * PROJECTS_OF_EACH)
        .mapToObj(i -> name(i / PROJECTS_OF_EACH, i % PROJECTS_OF_EACH))
        .toList();
  }

  private static String name(int account, int project) {
    return "bench-" + account + "-" + project;
  }

  private static AccountId account(Db db, int number) {
    var id = UUID.randomUUID();
    db.sql(
            """
            insert into account (id, name, concurrency, created_at)
            values (cast(:id as uuid), :name, :concurrency, :now)
            """)
        .bind("id", id)
        .bind("name", "bench-" + number)
        .bind("concurrency", CONCURRENCY)
        .bind("now", CLOCK.instant())
        .update();
    return new AccountId(id);
  }

  /// Records jobs until `wanted` wait.
  public void fill(int wanted) throws InterruptedException {
    int missing = wanted - waiting();
    var work = new ArrayList<Future<?>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // One thread for each project: its pushes come one after the other anyway.
      for (int lane = 0; lane < projects.size(); lane++) {
        int count = missing / projects.size() + (lane < missing % projects.size() ? 1 : 0);
        var project = projects.get(lane);
        int from = branches;
        work.add(threads.submit(() -> push(project, from, count)));
      }
    }
    branches += Math.max(missing, 0);
    for (var lane : work) {
      result(lane);
    }
  }

  private void push(ProjectId project, int from, int count) {
    for (int i = 0; i < count; i++) {
      var branch = new BranchName("branch-" + (from + i));
      intake.request(project, new Intent.Deploy(branch, Optional.of(COMMIT)));
    }
  }

  private int waiting() {
    return db.sql("select count(*) as jobs from job where state = 'queued'")
        .optional(row -> Math.toIntExact(row.number("jobs")))
        .orElse(0);
  }

  private static void result(Future<?> work) throws InterruptedException {
    try {
      work.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the queue could not be filled", e);
    }
  }
}
