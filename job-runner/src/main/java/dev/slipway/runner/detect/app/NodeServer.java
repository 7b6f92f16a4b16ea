package dev.slipway.runner.detect.app;

import dev.slipway.core.deployment.App;
import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.node.NodeManifest;
import java.util.Optional;

/// Finds the server of a project of Node.
public final class NodeServer {

  private static final String USUAL = "server.js";

  private NodeServer() {}

  /// Returns the server of the project in `folder`, if it has one: it is sure where a framework for
  /// servers is used.
  ///
  /// @param framework one that makes sites, and a server as this project has set it up
  public static Optional<Server> in(
      ProjectFolder folder, NodeManifest manifest, Optional<String> framework) {
    var known =
        framework.or(() ->
            KnownServers.NODE.stream()
                .filter(kind -> kind.packages().stream().anyMatch(manifest::dependsOn))
                .map(KnownServers.Kind::id)
                .findFirst());
    return start(folder, manifest, known.isPresent())
        .filter(start -> known.isPresent() || start.start().startsWith("node "))
        .map(start ->
            new Server(
                known.orElse("node"), start, folder.at(NodeManifest.FILE), known.isPresent()));
  }

  /// Returns the line that `npm start` would run, or the program that the package names.
  private static Optional<App> start(
      ProjectFolder folder, NodeManifest manifest, boolean isServer) {
    return manifest
        .script("start")
        .flatMap(App::of)
        .or(() -> folder.isFile(USUAL) ? App.of("node " + USUAL) : Optional.empty())
        .or(() ->
            manifest
                .main()
                .filter(file -> isServer && folder.isFile(file))
                .flatMap(file -> App.of("node " + file)));
  }
}
