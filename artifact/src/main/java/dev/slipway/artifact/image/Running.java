package dev.slipway.artifact.image;

import dev.slipway.artifact.image.nginx.SiteServer;
import java.util.List;
import java.util.Optional;

/// How an image is run.
///
/// @param entrypoint what the command is given to; empty if it runs by itself
/// @param command the arguments, or the program with its arguments
/// @param environment each as `NAME=value`
/// @param folder where it runs
/// @param signal what tells it to end, if that is not the usual one
record Running(
    List<String> entrypoint,
    List<String> command,
    List<String> environment,
    int port,
    String folder,
    Optional<String> signal) {

  /// Of the image of a site.
  static final Running SITE =
      new Running(
          List.of("/usr/sbin/nginx", "-e", "stderr", "-c", "/etc/slipway/nginx.conf"),
          List.of(),
          List.of("PATH=/usr/sbin:/usr/bin"),
          SiteServer.PORT,
          "/",
          Optional.of("SIGQUIT"));
}
