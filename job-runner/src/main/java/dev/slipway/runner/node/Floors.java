package dev.slipway.runner.node;

/// What must be free on a node before a job starts there.
///
/// @param memoryBytes memory that programs can get without swapping
/// @param diskBytes disk, both where runners work and where the container engine keeps its things
public record Floors(long memoryBytes, long diskBytes) {

  /// What must be free on a node that says nothing else.
  public static final Floors USUAL = new Floors(512L << 20, 2L << 30);
}
