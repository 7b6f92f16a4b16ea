package dev.slipway.process.settings;

import dev.slipway.core.artifact.ArtifactPlace;
import dev.slipway.core.log.LogPlace;
import java.util.Optional;

/// Reads where build logs are kept, for every program that writes or shows them.
public final class LogPlaceSettings {

  private static final String IN_BUCKET = "SLIPWAY_S3_LOGS";

  private LogPlaceSettings() {}

  /// Returns the place that `settings` name: the folder, and the bucket of `artifacts` if logs are
  /// to be there too.
  public static LogPlace read(Settings settings, ArtifactPlace artifacts) {
    var folder = settings.path("SLIPWAY_LOGS");
    boolean wanted = settings.flag(IN_BUCKET, false);
    if (wanted && artifacts.bucket().isEmpty()) {
      settings.reject(IN_BUCKET, "true", "true only with s3.endpoint and s3.bucket");
    }
    return new LogPlace(folder, wanted ? artifacts.bucket() : Optional.empty());
  }
}
