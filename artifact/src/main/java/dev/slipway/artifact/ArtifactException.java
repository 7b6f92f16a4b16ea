package dev.slipway.artifact;

/// Says that an artifact, or what one was to be made from, is not sound or cannot be read or
/// written: our fault or the machine's, not that of the deployment's owner.
public final class ArtifactException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public ArtifactException(String message) {
    super(message);
  }

  public ArtifactException(String message, Throwable cause) {
    super(message, cause);
  }
}
