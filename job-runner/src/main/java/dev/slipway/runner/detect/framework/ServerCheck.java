package dev.slipway.runner.detect.framework;

import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.framework.Framework.Server;
import dev.slipway.runner.detect.node.NodeManifest;
import java.util.Optional;

/// Finds out whether a project is set up for a server, of which Slipway would serve no file.
public final class ServerCheck {

  private ServerCheck() {}

  /// Returns what is to be done about the project of `framework` in `folder`, if anything is.
  public static Optional<String> advice(
      ProjectFolder folder, Framework framework, NodeManifest manifest, Script script) {
    return framework
        .server()
        .filter(server -> !isStatic(folder, server, manifest, script))
        .map(server ->
            "As it is set up, %s makes a server. Slipway serves files: %s."
                .formatted(framework.id(), server.remedy()));
  }

  private static boolean isStatic(
      ProjectFolder folder, Server server, NodeManifest manifest, Script script) {
    return server.packages().stream().anyMatch(manifest::dependsOn)
        || server.script().filter(script::runs).isPresent()
        || server.settings().stream()
            .anyMatch(wanted -> Configured.has(folder, server.files(), wanted));
  }
}
