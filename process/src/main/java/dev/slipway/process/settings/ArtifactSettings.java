package dev.slipway.process.settings;

import dev.slipway.core.artifact.ArtifactPlace;
import dev.slipway.core.artifact.Bucket;
import dev.slipway.core.secret.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads where artifacts are kept, for every program that puts or finds them.
public final class ArtifactSettings {

  private static final Pattern ENDPOINT =
      Pattern.compile("https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?/?");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*/?");
  private static final Pattern WORD = Pattern.compile("[!-~]{1,128}");
  private static final URI NOWHERE = URI.create("http://localhost");

  private ArtifactSettings() {}

  /// Returns the place that `settings` name: the folder, and the bucket if anything is said of S3.
  public static ArtifactPlace read(Settings settings) {
    var folder = settings.path("SLIPWAY_ARTIFACTS");
    var endpoint = settings.optional("SLIPWAY_S3_ENDPOINT");
    var name = settings.optional("SLIPWAY_S3_BUCKET");
    boolean wanted = endpoint.isPresent() || name.isPresent();
    return new ArtifactPlace(folder, wanted ? Optional.of(bucket(settings)) : Optional.empty());
  }

  private static Bucket bucket(Settings settings) {
    var endpoint =
        settings.required(
            "SLIPWAY_S3_ENDPOINT",
            "http:// or https:// and a host",
            text -> ENDPOINT.matcher(text).matches());
    var name =
        settings.required(
            "SLIPWAY_S3_BUCKET",
            "3 to 63 of a-z, 0-9, - and .",
            text -> BUCKET.matcher(text).matches());
    var prefix =
        settings.optional(
            "SLIPWAY_S3_PREFIX",
            "names with slashes between them",
            text -> PREFIX.matcher(text).matches());
    return new Bucket(
        ENDPOINT.matcher(endpoint).matches() ? URI.create(endpoint) : NOWHERE,
        name,
        settings
            .optional("SLIPWAY_S3_REGION", "a word", ArtifactSettings::isWord)
            .orElse("us-east-1"),
        prefix.map(text -> text.endsWith("/") ? text : text + "/").orElse(""),
        settings.required("SLIPWAY_S3_ACCESS_KEY_ID", "a word", ArtifactSettings::isWord),
        secretKey(settings),
        settings.flag("SLIPWAY_S3_PATH_STYLE", true));
  }

  private static Secret secretKey(Settings settings) {
    var secret = settings.secret("SLIPWAY_S3_SECRET_KEY_FILE");
    if (secret.reveal().isEmpty()) {
      settings.reject("SLIPWAY_S3_SECRET_KEY_FILE", "", "a file with the secret of the access key");
    }
    return secret;
  }

  private static boolean isWord(String text) {
    return WORD.matcher(text).matches();
  }
}
