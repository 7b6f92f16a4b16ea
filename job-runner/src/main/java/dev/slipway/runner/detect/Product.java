package dev.slipway.runner.detect;

import java.util.List;
import java.util.Optional;

/// What is known before a build about what comes of it. Folders are relative to the project's.
///
/// @param framework the id of the program that makes it
/// @param outputs where it may be, the likeliest first; empty for the project's folder itself
/// @param singlePage whether a path that no file has is answered with the start page
/// @param publicFolder the folder whose files are copied into it under their own names
/// @param caches what a later build would like to find again, as patterns of paths
/// @param publicPrefix how names of variables begin whose values get into its files
/// @param advice what to do if there is none
public record Product(
    String framework,
    List<String> outputs,
    boolean singlePage,
    Optional<String> publicFolder,
    List<String> caches,
    Optional<String> publicPrefix,
    Optional<String> advice) {

  public Product {
    outputs = List.copyOf(outputs);
    caches = List.copyOf(caches);
  }
}
