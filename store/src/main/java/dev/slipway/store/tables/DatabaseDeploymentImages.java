package dev.slipway.store.tables;

import dev.slipway.core.deployment.DeploymentId;
import dev.slipway.core.image.DeploymentImages;
import dev.slipway.core.image.ImageId;
import dev.slipway.core.retention.ImageUses;
import dev.slipway.store.database.Db;
import dev.slipway.store.database.Sql;
import dev.slipway.store.database.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Which deployment has which portable image, in the database.
public final class DatabaseDeploymentImages implements DeploymentImages, ImageUses {

  private final Db db;
  private final Clock clock;

  public DatabaseDeploymentImages(Db db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  @Override
  public void record(DeploymentId deployment, Recorded image) {
    var now = clock.instant();
    db.transactionThatLooksFirst(tx -> record(tx, deployment, image, now));
  }

  /// Records it in the transaction of another, and tells whether there was none.
  static boolean record(Transaction tx, DeploymentId deployment, Recorded image, Instant now) {
    return find(tx, deployment).isEmpty()
        && tx.sql(
                    """
                    insert into deployment_image (deployment, image, size, written_at)
                    values (cast(:deployment as uuid), :image, :size, :now)
                    """)
                .bind("deployment", deployment.value())
                .bind("image", image.id().hex())
                .bind("size", image.size())
                .bind("now", now)
                .update()
            > 0;
  }

  @Override
  public Optional<Recorded> find(DeploymentId deployment) {
    return find(db, deployment);
  }

  @Override
  public Set<DeploymentId> of(ImageId image) {
    return Set.copyOf(
        db.sql("select deployment from deployment_image where image = :image")
            .bind("image", image.hex())
            .list(row -> new DeploymentId(row.uuid("deployment"))));
  }

  @Override
  public void forget(ImageId image) {
    db.sql("delete from deployment_image where image = :image").bind("image", image.hex()).update();
  }

  private static Optional<Recorded> find(Sql sql, DeploymentId deployment) {
    return sql.sql(
            """
            select image, size from deployment_image where deployment = cast(:deployment as uuid)
            """)
        .bind("deployment", deployment.value())
        .optional(row -> new Recorded(new ImageId(row.text("image")), row.number("size")));
  }
}
