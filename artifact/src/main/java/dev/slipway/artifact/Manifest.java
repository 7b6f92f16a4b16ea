package dev.slipway.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.artifact.rules.model.SiteRules;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The first entry of an artifact: what it was made from, and every file in it.
///
/// @param format the version of the format, [#FORMAT]
/// @param rules what the site says about how it is served; format 1 had none
/// @param files in the order of the tar, by path
public record Manifest(
    int format, Source source, Fallback fallback, SiteRules rules, List<ManifestFile> files) {

  /// The version of the format that this program writes, and the newest that it reads.
  public static final int FORMAT = 2;

  /// The name of the manifest's entry. No file of a deployment can have it.
  public static final String ENTRY = "manifest.json";

  /// The folder of the files' entries: `files/{path}`.
  public static final String FILES = "files/";

  /// The folder of the variants' entries: `variants/{path}{suffix}`. Apart from the files, because
  /// a deployment may well have a file `app.js.gz` beside its `app.js`.
  public static final String VARIANTS = "variants/";

  /// The order of the files: by the bytes of their paths in UTF-8.
  public static final Comparator<String> ORDER =
      (one, other) -> Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));

  /// How long the manifest's entry may be. It is held in memory by whoever serves the artifact.
  public static final int LONGEST = 32 << 20;

  public Manifest {
    files = List.copyOf(files);
  }

  /// Makes the manifest of a site without rules.
  public Manifest(int format, Source source, Fallback fallback, List<ManifestFile> files) {
    this(format, source, fallback, SiteRules.NONE, files);
  }
}
