package dev.slipway.store.tables;

import dev.slipway.core.delivery.Decision;
import dev.slipway.core.delivery.Delivery;
import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.deployment.ShortId;
import dev.slipway.store.database.Row;
import dev.slipway.store.database.Statement;
import dev.slipway.store.database.Transaction;
import java.util.Optional;

/// The table `delivery`: what arrived, and what was decided about it.
final class DeliveryTable {

  private static final String QUEUED = "queued";
  private static final String JOINED = "joined";
  private static final String IGNORED = "ignored";
  private static final String REMOVED = "removed";

  /// A delivery that was recorded.
  record Known(String bodySha256, Decision decision) {}

  private DeliveryTable() {}

  /// Returns what is known of a delivery to the same project with the same id.
  static Optional<Known> find(Transaction sql, Delivery delivery) {
    return sql.sql(
            """
            select delivery.body_sha256, delivery.decision, delivery.reason, delivery.deployment,
              deployment.short_id
            from delivery left join deployment on deployment.id = delivery.deployment
            where delivery.project = cast(:project as uuid) and delivery.id = :id
            """)
        .bind("project", delivery.project().value())
        .bind("id", delivery.id().value())
        .optional(row -> new Known(row.text("body_sha256"), decision(row)));
  }

  static void insert(Transaction sql, Delivery delivery, Decision decision) {
    var statement =
        sql.sql(
                """
                insert into delivery
                  (project, id, event, body_sha256, received_at, decision, reason, deployment)
                values
                  (cast(:project as uuid), :id, :event, :sha256, :received, :decision, :reason,
                   cast(:deployment as uuid))
                """)
            .bind("project", delivery.project().value())
            .bind("id", delivery.id().value())
            .bind("event", delivery.event())
            .bind("sha256", delivery.bodySha256())
            .bind("received", delivery.receivedAt());
    bind(statement, decision).update();
  }

  private static Statement bind(Statement statement, Decision decision) {
    return switch (decision) {
      case Decision.Queued(var deployment, _) -> bind(statement, QUEUED, deployment);
      case Decision.Joined(var deployment, _) -> bind(statement, JOINED, deployment);
      case Decision.Ignored(var reason) -> bindReason(statement, IGNORED, reason);
      case Decision.Removed(var reason) -> bindReason(statement, REMOVED, reason);
    };
  }

  private static Statement bindReason(Statement statement, String kind, String reason) {
    return statement.bind("decision", kind).bind("reason", reason).bindNull("deployment");
  }

  private static Statement bind(Statement statement, String kind, DeploymentId deployment) {
    return statement
        .bind("decision", kind)
        .bindNull("reason")
        .bind("deployment", deployment.value());
  }

  private static Decision decision(Row row) {
    return switch (row.text("decision")) {
      case QUEUED -> new Decision.Queued(deployment(row), shortId(row));
      case JOINED -> new Decision.Joined(deployment(row), shortId(row));
      case IGNORED -> new Decision.Ignored(row.text("reason"));
      case REMOVED -> new Decision.Removed(row.text("reason"));
      case String other -> throw new IllegalArgumentException("no decision: " + other);
    };
  }

  private static DeploymentId deployment(Row row) {
    return new DeploymentId(row.uuid("deployment"));
  }

  private static ShortId shortId(Row row) {
    return new ShortId(row.text("short_id"));
  }
}
