package dev.slipway.runner.build;

/// Says that the image in which builds run is not there.
public final class BuilderImageMissingException extends EngineException {

  private static final long serialVersionUID = 1;

  BuilderImageMissingException(String image) {
    super(
        "The container engine has no image " + image + ", in which builds run.",
        image.contains("@")
            ? "Pull it on the machine that builds: docker pull " + image + "."
            : "Make it with slipway builder build, or pull it if it is one of your own.",
        null);
  }
}
