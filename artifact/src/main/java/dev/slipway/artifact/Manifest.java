package dev.slipway.artifact;

import java.util.List;

/// The first entry of an artifact: what it was made from, and every file in it.
///
/// @param format the version of the format, [#FORMAT]
/// @param files in the order of the tar, by path
public record Manifest(int format, Source source, Fallback fallback, List<ManifestFile> files) {

  /// The version of the format that this program writes, and the newest that it reads.
  public static final int FORMAT = 1;

  /// The name of the manifest's entry. No file of a deployment can have it.
  public static final String ENTRY = "manifest.json";

  /// The folder of the files' entries.
  public static final String FILES = "files/";

  public Manifest {
    files = List.copyOf(files);
  }
}
