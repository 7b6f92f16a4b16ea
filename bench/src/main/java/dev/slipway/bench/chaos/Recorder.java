package dev.slipway.bench.chaos;

import dev.slipway.bench.chaos.check.History;
import dev.slipway.bench.chaos.check.History.AttemptRow;
import dev.slipway.bench.chaos.check.History.DeliveryRow;
import dev.slipway.bench.chaos.check.History.DeploymentRow;
import dev.slipway.bench.chaos.check.History.HostRow;
import dev.slipway.bench.chaos.check.History.JobRow;
import dev.slipway.bench.chaos.check.History.MoveRow;
import dev.slipway.bench.chaos.check.History.Page;
import dev.slipway.bench.chaos.check.History.Tip;
import dev.slipway.store.database.Db;
import java.util.ArrayList;
import java.util.List;

/// Makes the history of a run of what it has left: the journal, the repositories, the tables, and
/// the leftovers.
final class Recorder {

  private final Db db;
  private final Journal journal;

  Recorder(Db db, Journal journal) {
    this.db = db;
    this.journal = journal;
  }

  /// Reads everything.
  ///
  /// @param pages what the sites showed at the end
  History record(
      List<ChaosRepository> repositories, List<Page> pages, List<History.Leftover> leftovers)
      throws InterruptedException {
    var tips = new ArrayList<Tip>();
    for (var repository : repositories) {
      tips.addAll(repository.tips());
    }
    return new History(
        journal.pushes(),
        journal.answers(),
        journal.requests(),
        tips,
        deliveries(),
        deployments(),
        jobs(),
        attempts(),
        aliases(db),
        moves(),
        pages,
        leftovers);
  }

  /// Returns the aliases as they are.
  static List<HostRow> aliases(Db db) {
    return db.sql(
            """
            select host.*, project.name as name from host
            join project on project.id = host.project
            where kind <> 'deployment' order by label
            """)
        .list(row ->
            new HostRow(
                row.text("label"),
                row.text("name"),
                row.optionalText("branch").orElse(""),
                row.optionalText("deployment").orElse("")));
  }

  private List<DeliveryRow> deliveries() {
    return db.sql(
            """
            select delivery.id as id, delivery.deployment as deployment, project.name as name
            from delivery join project on project.id = delivery.project
            order by received_at
            """)
        .list(row ->
            new DeliveryRow(
                row.text("name"), row.text("id"), row.optionalText("deployment").orElse("")));
  }

  private List<DeploymentRow> deployments() {
    return db.sql(
            """
            select deployment.*, project.name as name from deployment
            join project on project.id = deployment.project
            order by sequence
            """)
        .list(row ->
            new DeploymentRow(
                row.text("id"),
                row.text("name"),
                row.number("sequence"),
                row.text("branch"),
                row.text("environment").equals("production"),
                row.optionalText("commit_sha").orElse(""),
                row.text("state"),
                row.optionalText("reason_code").orElse("")
                    + ": "
                    + row.optionalText("reason_what").orElse("")));
  }

  private List<JobRow> jobs() {
    return db.sql("select id, deployment, state from job order by position")
        .list(row -> new JobRow(row.text("id"), row.text("deployment"), row.text("state")));
  }

  private List<AttemptRow> attempts() {
    return db.sql("select job, number, runner, outcome from attempt order by started_at, number")
        .list(row ->
            new AttemptRow(
                row.text("job"),
                row.number("number"),
                row.text("runner"),
                row.optionalText("outcome").orElse("")));
  }

  private List<MoveRow> moves() {
    return db.sql("select * from alias_move order by number")
        .list(row ->
            new MoveRow(
                row.text("label"),
                row.text("deployment"),
                row.number("sequence"),
                row.text("cause").equals("person")));
  }
}
