package dev.slipway.runner.build;

/// What a build needs of its image.
public enum Builder {
  NODE,
  PYTHON
}
