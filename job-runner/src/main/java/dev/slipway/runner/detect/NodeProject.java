package dev.slipway.runner.detect;

import dev.slipway.runner.build.Builder;
import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.file.VersionFile;
import dev.slipway.runner.detect.framework.Framework;
import dev.slipway.runner.detect.framework.KnownFrameworks;
import dev.slipway.runner.detect.framework.Outputs;
import dev.slipway.runner.detect.framework.Script;
import dev.slipway.runner.detect.framework.ServerCheck;
import dev.slipway.runner.detect.install.Asked;
import dev.slipway.runner.detect.install.Install;
import dev.slipway.runner.detect.install.Installer;
import dev.slipway.runner.detect.node.NodeManifest;
import dev.slipway.runner.detect.node.NodeVersion;
import dev.slipway.runner.detect.node.Workspace;
import dev.slipway.runner.detect.settings.BuildSettings;
import dev.slipway.runner.detect.settings.BuildWishes;
import dev.slipway.runner.detect.settings.BuildWishes.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A folder with a `package.json`, and what its repository wishes for it.
///
/// @param framework what it uses, if that is known
/// @param script the script that makes the site, if it has one
record NodeProject(
    ProjectFolder folder,
    NodeManifest manifest,
    BuildWishes wishes,
    Optional<Framework> framework,
    Optional<Script> script) {

  /// Returns the project in `folder`, if it has a `package.json`.
  static Optional<NodeProject> in(ProjectFolder folder, BuildWishes wishes) {
    return NodeManifest.read(folder).map(manifest -> of(folder, manifest, wishes));
  }

  static NodeProject of(ProjectFolder folder, NodeManifest manifest, BuildWishes wishes) {
    var wish = wishes.value(Topic.FRAMEWORK);
    var framework =
        wish.isPresent() ? wish.flatMap(KnownFrameworks::called) : KnownFrameworks.of(manifest);
    return new NodeProject(folder, manifest, wishes, framework, Script.of(manifest, framework));
  }

  /// Tells whether there is a way to build it: a script, a framework's program or what is wished.
  boolean isBuilt() {
    return script.isPresent()
        || framework.flatMap(Framework::program).isPresent()
        || wishes.get(Topic.COMMAND).isPresent();
  }

  /// Returns the plan to build it.
  Plan.Build plan() {
    var workspace = Workspace.around(folder);
    var installer = installer(workspace);
    var commanded = wishes.value(Topic.COMMAND).map(Script::of);
    var made = commanded.or(() -> script).orElseGet(() -> Script.of(program()));
    var outputs = Outputs.of(folder, framework, made);
    var advice = advice(made);
    var notes = new ArrayList<String>();
    notes.add(said());
    workspace.ifPresent(around -> notes.addAll(WorkspaceChoice.notes(around, manifest)));
    notes.addAll(installer.notes());
    notes.addAll(
        NodeVersion.notes(
            folder,
            Optional.of(manifest),
            wishes.get(Topic.NODE).map(wish -> new VersionFile.Asked(wish.value(), wish.from()))));
    notes.addAll(built(commanded.isPresent()));
    notes.addAll(outputs.notes());
    advice.ifPresent(notes::add);
    return new Plan.Build(
        Builder.NODE,
        folder.path(),
        install(installer),
        wishes.value(Topic.COMMAND).orElseGet(() -> line(installer)),
        product(outputs, made, advice),
        notes);
  }

  /// Returns what is to be done for it to be a site, if its framework makes a server of it.
  Optional<String> advice() {
    return advice(script.orElseGet(() -> Script.of(program())));
  }

  private Optional<String> advice(Script made) {
    return framework.flatMap(known -> ServerCheck.advice(folder, known, manifest, made));
  }

  Installer installer(Optional<Workspace> workspace) {
    var root = workspace.map(Workspace::root).orElse(folder);
    var wish =
        wishes
            .get(Topic.PACKAGE_MANAGER)
            .map(asked -> new Asked(asked.value(), asked.from(), false));
    var asked = wish.or(() -> asked(folder)).or(() -> asked(root));
    return new Installer(root, asked);
  }

  private static Optional<Asked> asked(ProjectFolder folder) {
    return NodeManifest.read(folder)
        .flatMap(NodeManifest::packageManager)
        .map(text -> new Asked(text, "packageManager in " + folder.at(NodeManifest.FILE), true));
  }

  private Optional<Install> install(Installer installer) {
    return Wished.install(wishes, folder)
        .or(() -> Optional.of(installer.install()))
        .filter(install -> !install.command().isEmpty());
  }

  private String line(Installer installer) {
    return script
        .map(known -> installer.run(known.name()))
        .orElseGet(() -> installer.execute(program()));
  }

  private String program() {
    return framework.flatMap(Framework::program).orElse("");
  }

  private String said() {
    var file = folder.at(NodeManifest.FILE);
    if (wishes.value(Topic.FRAMEWORK).isPresent()) {
      return "Framework %s, since that is set."
          .formatted(framework.map(Framework::id).orElse(BuildSettings.NO_FRAMEWORK));
    }
    return framework
        .map(known -> "Framework %s, from %s.".formatted(known.id(), file))
        .orElse("No framework that is known, by %s.".formatted(file));
  }

  private List<String> built(boolean commanded) {
    if (commanded) {
      return List.of();
    }
    return script
        .map(known ->
            known.name().equals("build")
                ? List.<String>of()
                : List.of("Built by the script %s of package.json.".formatted(known.name())))
        .orElseGet(() ->
            List.of(
                "package.json has no script called build, so it is built by %s."
                    .formatted(program())));
  }

  private Product product(Outputs outputs, Script made, Optional<String> advice) {
    return new Product(
        framework.map(Framework::id).orElse("node"),
        Wished.output(wishes).map(List::of).orElse(outputs.folders()),
        framework.map(known -> Outputs.singlePage(folder, known)).orElse(false),
        framework.flatMap(known -> Outputs.publicFolder(folder, known, made)),
        framework.map(Framework::caches).orElse(List.of()),
        framework.flatMap(Framework::envPrefix),
        advice);
  }
}
