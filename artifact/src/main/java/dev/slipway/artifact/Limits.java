package dev.slipway.artifact;

/// How large a deployment may be.
///
/// @param files how many files it may have
/// @param bytes how many bytes they may have together, uncompressed
public record Limits(int files, long bytes) {

  /// What a project may have that says nothing else: 50,000 files, 1 GiB.
  public static final Limits USUAL = new Limits(50_000, 1L << 30);
}
