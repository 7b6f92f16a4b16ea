package dev.slipway.store.tables;

import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.deployment.App;
import dev.slipway.core.deployment.Commit;
import dev.slipway.core.deployment.CommitSha;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.DeploymentState;
import dev.slipway.core.deployment.Reason;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.job.Publication;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Environment;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.database.Row;
import dev.slipway.store.database.Sql;
import dev.slipway.store.database.Statement;
import dev.slipway.store.database.Transaction;
import dev.slipway.store.failure.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The table `deployment`. What becomes of a row is decided by the state machine of
/// [DeploymentState].
final class DeploymentTable {

  private DeploymentTable() {}

  /// What a deployment begins as.
  record Beginning(
      DeploymentId id,
      ShortId shortId,
      Project project,
      BranchName branch,
      Optional<Commit> commit,
      boolean exact,
      boolean rebuild,
      Instant createdAt) {}

  /// Inserts a queued deployment, and returns it with its sequence.
  static Deployment insert(Transaction sql, Beginning deployment) {
    var statement =
        sql.sql(
                """
                insert into deployment
                  (id, short_id, project, branch, environment, state, exact, rebuild, created_at,
                   commit_sha, commit_message, commit_author)
                values
                  (cast(:id as uuid), :shortId, cast(:project as uuid), :branch, :environment,
                   'queued', :exact, :rebuild, :created, :sha, :message, :author)
                """)
            .bind("id", deployment.id().value())
            .bind("shortId", deployment.shortId().value())
            .bind("project", deployment.project().id().value())
            .bind("branch", deployment.branch().value())
            .bind("environment", word(deployment.project().environmentOf(deployment.branch())))
            .bind("exact", deployment.exact())
            .bind("rebuild", deployment.rebuild())
            .bind("created", deployment.createdAt());
    deployment
        .commit()
        .ifPresentOrElse(
            commit -> bind(statement, commit),
            () -> statement.bindNull("sha").bindNull("message").bindNull("author"));
    statement.update();
    return get(sql, deployment.id());
  }

  static Deployment get(Sql sql, DeploymentId id) {
    return find(sql, id)
        .orElseThrow(() -> new StoreException("There is no deployment " + id.value()));
  }

  static Optional<Deployment> find(Sql sql, DeploymentId id) {
    return sql.sql("select * from deployment where id = cast(:id as uuid)")
        .bind("id", id.value())
        .optional(DeploymentTable::deployment);
  }

  /// Tells whether that very commit was asked for, whatever the branch is at by now.
  static boolean isExact(Sql sql, DeploymentId id) {
    return sql.sql("select exact from deployment where id = cast(:id as uuid)")
        .bind("id", id.value())
        .optional(row -> row.flag("exact"))
        .orElse(false);
  }

  /// Makes a deployment one of that very commit if it waits, and tells whether it is one.
  static boolean makeExact(Transaction sql, DeploymentId id) {
    sql.sql(
            """
            update deployment set exact = true where id = cast(:id as uuid) and state = 'queued'
            """)
        .bind("id", id.value())
        .update();
    return isExact(sql, id);
  }

  /// Tells whether it is to be built whatever was built before.
  static boolean isRebuild(Sql sql, DeploymentId id) {
    return sql.sql("select rebuild from deployment where id = cast(:id as uuid)")
        .bind("id", id.value())
        .optional(row -> row.flag("rebuild"))
        .orElse(false);
  }

  /// Makes a deployment one that is built whatever was built before if it waits, and tells whether
  /// it is one.
  static boolean makeRebuild(Transaction sql, DeploymentId id) {
    sql.sql(
            """
            update deployment set rebuild = true where id = cast(:id as uuid) and state = 'queued'
            """)
        .bind("id", id.value())
        .update();
    return isRebuild(sql, id);
  }

  /// Returns the deployments of `branch` that have not ended, the oldest first.
  static List<Deployment> live(Transaction sql, ProjectId project, BranchName branch) {
    return sql.sql(
            """
            select * from deployment
            where project = cast(:project as uuid) and branch = :branch
              and state in ('queued', 'building', 'deploying')
            order by sequence
            """)
        .bind("project", project.value())
        .bind("branch", branch.value())
        .list(DeploymentTable::deployment);
  }

  /// Returns what the host of `branch` shows.
  static Optional<Deployment> shown(Sql sql, ProjectId project, BranchName branch) {
    return sql.sql(
            """
            select deployment.* from host join deployment on deployment.id = host.deployment
            where host.project = cast(:project as uuid) and host.branch = :branch
            """)
        .bind("project", project.value())
        .bind("branch", branch.value())
        .optional(DeploymentTable::deployment);
  }

  /// Returns the sequence of the newest deployment of `project`; 0 if it has none.
  static long newestSequence(Sql sql, ProjectId project) {
    return sql.sql(
            """
            select max(sequence) as newest from deployment where project = cast(:project as uuid)
            """)
        .bind("project", project.value())
        .optional(row -> row.optionalNumber("newest").orElse(0L))
        .orElse(0L);
  }

  static void resolve(Transaction sql, DeploymentId id, Commit commit) {
    var statement =
        sql.sql(
                """
                update deployment
                set commit_sha = :sha, commit_message = :message, commit_author = :author
                where id = cast(:id as uuid)
                """)
            .bind("id", id.value());
    bind(statement, commit).update();
  }

  /// Lets a deployment get into `building`, which needs no reason.
  static void start(Transaction sql, DeploymentId id, Instant now) {
    check(sql, id, DeploymentState.BUILDING);
    sql.sql(
            """
            update deployment
            set state = 'building', started_at = coalesce(started_at, :now),
              reason_code = null, reason_what = null, reason_to_do = null
            where id = cast(:id as uuid)
            """)
        .bind("id", id.value())
        .bind("now", now)
        .update();
  }

  /// Lets a deployment get into `deploying`.
  static void deploying(Transaction sql, DeploymentId id) {
    check(sql, id, DeploymentState.DEPLOYING);
    sql.sql("update deployment set state = 'deploying' where id = cast(:id as uuid)")
        .bind("id", id.value())
        .update();
  }

  /// Lets a deployment that lost its runner get back into `queued`, because of `reason`.
  static void requeue(Transaction sql, DeploymentId id, Reason reason) {
    check(sql, id, DeploymentState.QUEUED);
    var statement =
        sql.sql(
                """
                update deployment
                set state = 'queued',
                  reason_code = :code, reason_what = :what, reason_to_do = :toDo
                where id = cast(:id as uuid)
                """)
            .bind("id", id.value());
    bind(statement, reason).update();
  }

  /// Says why a deployment waits, if it does, and if that is not what it says already.
  static void explain(Transaction sql, DeploymentId id, Reason reason) {
    var statement =
        sql.sql(
                """
                update deployment
                set reason_code = :code, reason_what = :what, reason_to_do = :toDo
                where id = cast(:id as uuid) and state = 'queued'
                  and (reason_code is null or reason_code <> :code or reason_what <> :what
                    or reason_to_do <> :toDo)
                """)
            .bind("id", id.value());
    bind(statement, reason).update();
  }

  static void ready(Transaction sql, DeploymentId id, Publication publication, Instant now) {
    check(sql, id, DeploymentState.READY);
    var statement =
        sql.sql(
                """
                update deployment
                set state = 'ready', artifact = :artifact, app_start = :start, finished_at = :now,
                  reason_code = :code, reason_what = :what, reason_to_do = :toDo
                where id = cast(:id as uuid)
                """)
            .bind("id", id.value())
            .bind("artifact", publication.artifact().hex())
            .bind("now", now);
    publication
        .program()
        .ifPresentOrElse(
            program -> statement.bind("start", program.app().start()),
            () -> statement.bindNull("start"));
    bind(statement, publication.reason()).update();
  }

  /// Ends a deployment that came to nothing.
  static void end(
      Transaction sql, DeploymentId id, DeploymentState state, Reason reason, Instant now) {
    check(sql, id, state);
    var statement =
        sql.sql(
                """
                update deployment
                set state = :state, finished_at = :now,
                  reason_code = :code, reason_what = :what, reason_to_do = :toDo
                where id = cast(:id as uuid)
                """)
            .bind("id", id.value())
            .bind("state", state.word())
            .bind("now", now);
    bind(statement, reason).update();
  }

  private static void check(Transaction sql, DeploymentId id, DeploymentState next) {
    var state = get(sql, id).state();
    if (!state.mayBecome(next)) {
      throw new IllegalStateException(
          "deployment " + id + " is " + state.word() + " and can't become " + next.word());
    }
  }

  static Statement bind(Statement statement, Reason reason) {
    return statement
        .bind("code", reason.code())
        .bind("what", reason.what())
        .bind("toDo", reason.whatToDo());
  }

  private static Statement bind(Statement statement, Commit commit) {
    return statement
        .bind("sha", commit.sha().value())
        .bind("message", commit.message())
        .bind("author", commit.author());
  }

  static Deployment deployment(Row row) {
    return new Deployment(
        new DeploymentId(row.uuid("id")),
        new ShortId(row.text("short_id")),
        row.number("sequence"),
        new ProjectId(row.uuid("project")),
        new BranchName(row.text("branch")),
        Environment.valueOf(row.text("environment").toUpperCase(Locale.ROOT)),
        row.optionalText("commit_sha").map(sha -> commit(row, sha)),
        DeploymentState.of(row.text("state")),
        row.optionalText("reason_code")
            .map(code -> reason(row, code))
            .map(why -> FilesRemoved.said(row, why)),
        row.optionalText("artifact").filter(_ -> !FilesRemoved.is(row)).map(ArtifactDigest::new),
        row.optionalText("app_start").map(App::new),
        row.instant("created_at"),
        row.optionalInstant("started_at"),
        row.optionalInstant("finished_at"));
  }

  private static Commit commit(Row row, String sha) {
    return new Commit(new CommitSha(sha), row.text("commit_message"), row.text("commit_author"));
  }

  private static Reason reason(Row row, String code) {
    return new Reason(code, row.text("reason_what"), row.text("reason_to_do"));
  }

  private static String word(Environment environment) {
    return environment.name().toLowerCase(Locale.ROOT);
  }
}
