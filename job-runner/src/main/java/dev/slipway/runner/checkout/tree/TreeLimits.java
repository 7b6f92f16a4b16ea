package dev.slipway.runner.checkout.tree;

/// How large the tree of a commit may be.
///
/// @param files how many files and links it may have, and how many folders
/// @param bytes how many bytes the files may have together
public record TreeLimits(int files, long bytes) {

  /// What a project may have that says nothing else: 100,000 files, 1 GiB.
  public static final TreeLimits USUAL = new TreeLimits(100_000, 1L << 30);
}
