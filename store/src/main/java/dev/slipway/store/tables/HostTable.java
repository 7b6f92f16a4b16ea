package dev.slipway.store.tables;

import dev.slipway.core.alias.HostLabel;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.core.project.BranchName;
import dev.slipway.core.project.Environment;
import dev.slipway.core.project.Project;
import dev.slipway.core.project.ProjectId;
import dev.slipway.store.database.Row;
import dev.slipway.store.database.Sql;
import dev.slipway.store.database.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The table `host`: who has which label, and what it serves.
final class HostTable {

  private static final String DEPLOYMENT = "deployment";
  private static final String PRODUCTION = "production";
  private static final String BRANCH = "branch";

  /// One host: a deployment's for ever, or an alias of a project's production or of a branch.
  ///
  /// @param branch whose alias it is; empty for production
  /// @param deployment what it serves; empty while an alias has nothing ready
  /// @param removed whether it shows nothing because its branch was deleted
  /// @param changedAt when it began to serve that
  /// @param settled what its project has settled about access
  record Host(
      HostLabel label,
      boolean fixed,
      ProjectId project,
      Optional<BranchName> branch,
      Optional<DeploymentId> deployment,
      boolean removed,
      Instant changedAt,
      Optional<AccessTable.Entry> settled) {

    /// Tells whether it is the project's own, which shows what is in production.
    boolean own() {
      return !fixed && branch.isEmpty();
    }
  }

  /// What a branch has of a host.
  enum OfBranch {
    /// One that shows what is published.
    THERE,
    /// One that shows nothing since the branch was deleted.
    REMOVED,
    /// None: the labels that it could get are other branches'.
    NONE
  }

  /// A host because of which a branch gets no other, or not that label.
  ///
  /// @param own whether it is the branch's own
  /// @param removed whether it is, and shows nothing since the branch was deleted
  private record InTheWay(HostLabel label, boolean own, boolean removed) {}

  private HostTable() {}

  static Optional<Host> find(Sql sql, HostLabel label) {
    return sql.sql(FIND).bind("label", label.value()).optional(HostTable::host);
  }

  static boolean isTaken(Sql sql, HostLabel label) {
    return sql.sql("select label from host where label = :label")
        .bind("label", label.value())
        .exists();
  }

  static HostLabel labelOf(ShortId shortId) {
    return new HostLabel(shortId.value());
  }

  static HostLabel labelOf(Project project) {
    return new HostLabel(project.name().value());
  }

  /// Gives a new deployment the host of its short id.
  static void addFixed(Transaction sql, Deployment deployment) {
    sql.sql(
            """
            insert into host (label, kind, project, deployment, sequence, changed_at)
            values
              (:label, :kind, cast(:project as uuid), cast(:deployment as uuid), :sequence,
               :changed)
            """)
        .bind("label", labelOf(deployment.shortId()).value())
        .bind("kind", DEPLOYMENT)
        .bind("project", deployment.project().value())
        .bind("deployment", deployment.id().value())
        .bind("sequence", deployment.sequence())
        .bind("changed", deployment.createdAt())
        .update();
  }

  /// Gives a new project its host.
  static void addProduction(Transaction sql, Project project) {
    sql.sql(
            """
            insert into host (label, kind, project, changed_at)
            values (:label, :kind, cast(:project as uuid), :changed)
            """)
        .bind("label", labelOf(project).value())
        .bind("kind", PRODUCTION)
        .bind("project", project.id().value())
        .bind("changed", project.createdAt())
        .update();
  }

  /// Gives `branch` a host if it has none, and tells what it has then: its plain label and the
  /// distinct one may both be taken by branches that were made to look like it.
  static OfBranch ensureBranch(Transaction sql, Project project, BranchName branch, Instant now) {
    var plain = HostLabel.of(branch, project.name());
    var distinct = HostLabel.distinctOf(branch, project.name());
    var inTheWay = inTheWay(sql, project, branch, List.of(plain, distinct));
    var own = inTheWay.stream().filter(InTheWay::own).findFirst();
    if (own.isPresent()) {
      return own.get().removed() ? OfBranch.REMOVED : OfBranch.THERE;
    }
    var taken = inTheWay.stream().map(InTheWay::label).collect(Collectors.toSet());
    var free = Stream.of(plain, distinct).filter(label -> !taken.contains(label)).findFirst();
    free.ifPresent(label -> addBranch(sql, label, project, branch, now));
    return free.isPresent() ? OfBranch.THERE : OfBranch.NONE;
  }

  /// Returns the host that `branch` has, and who has its two labels.
  /* A union, because H2 reads the whole table for an "or" over two indexes. */
  private static List<InTheWay> inTheWay(
      Transaction sql, Project project, BranchName branch, List<HostLabel> labels) {
    return sql.sql(
            """
            select label, true as own, removed_at is not null as removed from host
            where project = cast(:project as uuid) and branch = :branch
            union all
            select label, false as own, false as removed from host
            where label in (:plain, :distinct)
            """)
        .bind("project", project.id().value())
        .bind("branch", branch.value())
        .bind("plain", labels.getFirst().value())
        .bind("distinct", labels.getLast().value())
        .list(row ->
            new InTheWay(new HostLabel(row.text("label")), row.flag("own"), row.flag("removed")));
  }

  /// Makes the host of `branch`, which was deleted, show nothing until it is revived; returns its
  /// label if it has a host that was not removed before.
  static Optional<HostLabel> remove(
      Transaction sql, ProjectId project, BranchName branch, Instant now) {
    var label =
        sql.sql(
                """
                select label from host
                where project = cast(:project as uuid) and branch = :branch and removed_at is null
                """)
            .bind("project", project.value())
            .bind("branch", branch.value())
            .optional(row -> new HostLabel(row.text("label")));
    label.ifPresent(alias -> {
      sql.sql(
              """
              update host
              set deployment = null, sequence = null, removed_at = :now, changed_at = :now
              where label = :label
              """)
          .bind("now", now)
          .bind("label", alias.value())
          .update();
      RouteChangeTable.insert(sql, project, now);
    });
    return label;
  }

  /// Makes the host of `branch`, which is there again, one that shows what is published.
  static void revive(Transaction sql, Project project, BranchName branch, Instant now) {
    sql.sql(
            """
            update host set removed_at = null, changed_at = :now
            where project = cast(:project as uuid) and branch = :branch
            """)
        .bind("now", now)
        .bind("project", project.id().value())
        .bind("branch", branch.value())
        .update();
    RouteChangeTable.insert(sql, project.id(), now);
  }

  private static void addBranch(
      Transaction sql, HostLabel label, Project project, BranchName branch, Instant now) {
    sql.sql(
            """
            insert into host (label, kind, project, branch, changed_at)
            values (:label, :kind, cast(:project as uuid), :branch, :changed)
            """)
        .bind("label", label.value())
        .bind("kind", BRANCH)
        .bind("project", project.id().value())
        .bind("branch", branch.value())
        .bind("changed", now)
        .update();
  }

  /// Moves the aliases of `deployment` to it, but none of them back.
  static void moveAliases(Transaction sql, Deployment deployment, Instant now) {
    if (deployment.environment() == Environment.PRODUCTION) {
      move(sql, PRODUCTION, deployment, now);
    }
    move(sql, BRANCH, deployment, now);
  }

  private static void move(Transaction sql, String kind, Deployment deployment, Instant now) {
    var label =
        sql.sql(
                """
                select label from host
                where project = cast(:project as uuid) and kind = :kind
                  and (branch is null or branch = :branch)
                """)
            .bind("project", deployment.project().value())
            .bind("kind", kind)
            .bind("branch", deployment.branch().value())
            .optional(row -> new HostLabel(row.text("label")));
    label.ifPresent(alias -> {
      if (moveForward(sql, alias, deployment, now)) {
        var move = new AliasMoveTable.Move(alias, deployment.id(), deployment.sequence());
        AliasMoveTable.insert(sql, move, AliasMoveTable.PUBLISHED, now);
        RouteChangeTable.insert(sql, deployment.project(), now);
      }
    });
  }

  private static boolean moveForward(
      Transaction sql, HostLabel alias, Deployment deployment, Instant now) {
    return sql.sql(
                """
                update host
                set deployment = cast(:deployment as uuid), sequence = :sequence,
                  changed_at = :changed
                where label = :label and removed_at is null
                  and (sequence is null or sequence < :sequence)
                """)
            .bind("deployment", deployment.id().value())
            .bind("sequence", deployment.sequence())
            .bind("changed", now)
            .bind("label", alias.value())
            .update()
        > 0;
  }

  /// Makes the host of `project` show `deployment`, whatever it shows, and from then on only what
  /// is newer than `sequence`.
  static void show(
      Transaction sql, Project project, DeploymentId deployment, long sequence, Instant now) {
    sql.sql(
            """
            update host
            set deployment = cast(:deployment as uuid), sequence = :sequence, changed_at = :changed
            where label = :label
            """)
        .bind("deployment", deployment.value())
        .bind("sequence", sequence)
        .bind("changed", now)
        .bind("label", labelOf(project).value())
        .update();
    var move = new AliasMoveTable.Move(labelOf(project), deployment, sequence);
    AliasMoveTable.insert(sql, move, AliasMoveTable.PERSON, now);
    RouteChangeTable.insert(sql, project.id(), now);
  }

  private static Host host(Row row) {
    return new Host(
        new HostLabel(row.text("label")),
        DEPLOYMENT.equals(row.text("kind")),
        new ProjectId(row.uuid("project")),
        row.optionalText("branch").map(BranchName::new),
        row.optionalUuid("deployment").map(DeploymentId::new),
        row.optionalInstant("removed_at").isPresent(),
        row.instant("changed_at"),
        AccessTable.entry(row));
  }

  private static final String FIND =
      "select host.*, "
          + AccessTable.COLUMNS
          + " from host left join project_access access on access.project = host.project"
          + " where label = :label";
}
