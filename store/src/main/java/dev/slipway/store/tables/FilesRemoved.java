package dev.slipway.store.tables;

import dev.slipway.core.deployment.Reason;
import dev.slipway.store.database.Row;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// That the files of a ready deployment were removed, as its row says it.
final class FilesRemoved {

  private static final String COLUMN = "artifact_removed_at";

  private FilesRemoved() {}

  static boolean is(Row deployment) {
    return deployment.optionalInstant(COLUMN).isPresent();
  }

  /// Returns `reason`, or that the files of `deployment` were removed if they were.
  static Reason said(Row deployment, Reason reason) {
    return deployment
        .optionalInstant(COLUMN)
        .map(at ->
            new Reason(
                "artifact-removed",
                "Its files were removed on %s, for no host had shown it for long. Before: %s"
                    .formatted(LocalDate.ofInstant(at, ZoneOffset.UTC), reason.what()),
                "Redeploy its commit to have it again. Pin a deployment to keep its files."))
        .orElse(reason);
  }
}
