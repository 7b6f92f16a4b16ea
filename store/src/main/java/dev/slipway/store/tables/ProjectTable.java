package dev.slipway.store.tables;

import dev.slipway.core.account.AccountId;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.core.project.ProjectLimits;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.store.database.Row;
import dev.slipway.store.database.Sql;
import dev.slipway.store.database.Statement;
import dev.slipway.store.database.Transaction;
import dev.slipway.store.failure.StoreException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The table `project`.
final class ProjectTable {

  /// A project, and what signs its webhooks.
  record Sealed(Project project, String encryptedHookSecret) {}

  private ProjectTable() {}

  static void insert(Transaction sql, Project project, String encryptedHookSecret) {
    sql.sql(
            """
            insert into project
              (id, account, name, repository, production_branch, hook_secret, created_at)
            values
              (cast(:id as uuid), cast(:account as uuid), :name, :repository, :branch, :secret,
               :created)
            """)
        .bind("id", project.id().value())
        .bind("account", project.account().value())
        .bind("name", project.name().value())
        .bind("repository", project.repository().toString())
        .bind("branch", project.production().value())
        .bind("secret", encryptedHookSecret)
        .bind("created", project.createdAt())
        .update();
  }

  static Optional<Project> find(Sql sql, ProjectName name) {
    return sealed(sql, name).map(Sealed::project);
  }

  static Optional<Sealed> sealed(Sql sql, ProjectName name) {
    return sql.sql("select * from project where name = :name")
        .bind("name", name.value())
        .optional(row -> new Sealed(project(row), row.text("hook_secret")));
  }

  static Optional<Project> find(Sql sql, ProjectId id) {
    return sql.sql("select * from project where id = cast(:id as uuid)")
        .bind("id", id.value())
        .optional(ProjectTable::project);
  }

  static Project get(Sql sql, ProjectId id) {
    return find(sql, id).orElseThrow(() -> missing(id));
  }

  static ProjectLimits limits(Sql sql, ProjectId id) {
    return sql.sql("select * from project where id = cast(:id as uuid)")
        .bind("id", id.value())
        .optional(ProjectTable::limits)
        .orElseThrow(() -> missing(id));
  }

  static void limit(Transaction sql, ProjectId id, ProjectLimits limits) {
    var statement =
        sql.sql(
                """
                update project
                set build_memory = :memory, build_cpus = :cpus, build_processes = :processes,
                  build_disk = :disk, build_millis = :millis, build_log = :log
                where id = cast(:id as uuid)
                """)
            .bind("id", id.value());
    bind(statement, "memory", limits.memoryBytes());
    bind(statement, "cpus", limits.cpus().map(Integer::longValue));
    bind(statement, "processes", limits.processes().map(Integer::longValue));
    bind(statement, "disk", limits.diskBytes());
    bind(statement, "millis", limits.time().map(Duration::toMillis));
    bind(statement, "log", limits.logBytes());
    if (statement.update() == 0) {
      throw missing(id);
    }
  }

  private static void bind(Statement statement, String name, Optional<Long> number) {
    number.ifPresentOrElse(value -> statement.bind(name, value), () -> statement.bindNull(name));
  }

  private static ProjectLimits limits(Row row) {
    return new ProjectLimits(
        row.optionalNumber("build_memory"),
        row.optionalNumber("build_cpus").map(Math::toIntExact),
        row.optionalNumber("build_processes").map(Math::toIntExact),
        row.optionalNumber("build_disk"),
        row.optionalNumber("build_millis").map(Duration::ofMillis),
        row.optionalNumber("build_log"));
  }

  /// Returns the project, which no other transaction can lock until this one ends.
  static Project lock(Transaction sql, ProjectId id) {
    return sql.sql("select * from project where id = cast(:id as uuid) for update")
        .bind("id", id.value())
        .optional(ProjectTable::project)
        .orElseThrow(() -> missing(id));
  }

  static String encryptedHookSecret(Sql sql, ProjectId id) {
    return sql.sql("select hook_secret from project where id = cast(:id as uuid)")
        .bind("id", id.value())
        .optional(row -> row.text("hook_secret"))
        .orElseThrow(() -> missing(id));
  }

  static List<Project> of(Sql sql, AccountId account) {
    return sql.sql("select * from project where account = cast(:account as uuid) order by name")
        .bind("account", account.value())
        .list(ProjectTable::project);
  }

  private static Project project(Row row) {
    return new Project(
        new ProjectId(row.uuid("id")),
        new AccountId(row.uuid("account")),
        new ProjectName(row.text("name")),
        new RepositoryUrl(URI.create(row.text("repository"))),
        new BranchName(row.text("production_branch")),
        row.instant("created_at"));
  }

  private static StoreException missing(ProjectId id) {
    return new StoreException("There is no project " + id.value());
  }
}
