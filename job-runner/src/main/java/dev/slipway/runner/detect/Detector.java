package dev.slipway.runner.detect;

import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.build.Builder;
import dev.slipway.runner.checkout.tree.SourceTree;
import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.framework.Framework;
import dev.slipway.runner.detect.framework.KnownFrameworks;
import dev.slipway.runner.detect.framework.KnownFrameworks.Found;
import dev.slipway.runner.detect.install.Install;
import dev.slipway.runner.detect.install.PythonInstaller;
import dev.slipway.runner.detect.python.PythonSite;
import dev.slipway.runner.detect.python.PythonVersion;
import dev.slipway.runner.detect.settings.BuildSettings;
import dev.slipway.runner.detect.settings.BuildWishes;
import dev.slipway.runner.detect.settings.BuildWishes.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides how a commit is deployed.
///
/// What the repository says in its settings goes first. Then a framework in its `package.json`, or
/// in that of the one package of its workspace that has one; a site of Python; a build script; and
/// last the files that it has, if there is an `index.html` at a place where one is looked for.
public final class Detector {

  static final List<String> DOCKERFILES = List.of("Dockerfile", "Containerfile", "dockerfile");

  private final BuildWishes wishes;
  private final ProjectFolder folder;
  private final Optional<NodeProject> node;
  private final List<String> notes;

  private Detector(
      BuildWishes wishes, ProjectFolder folder, Optional<NodeProject> node, List<String> notes) {
    this.wishes = wishes;
    this.folder = folder;
    this.node = node;
    this.notes = notes;
  }

  /// Decides how the commit of `tree` is deployed.
  ///
  /// @throws DeploymentFailure if there is nothing that can be deployed
  public static Plan detect(SourceTree tree) {
    var wishes = BuildSettings.read(tree);
    var root = ProjectFolder.root(tree).in(wishes.value(Topic.ROOT).orElse(""));
    var notes = new ArrayList<>(wishes.notes());
    var folder = root;
    var node = NodeProject.in(root, wishes);
    if (wishes.get(Topic.ROOT).isEmpty() && !hasSite(root, node, wishes)) {
      var choice = WorkspaceChoice.in(root);
      choice.map(WorkspaceChoice::note).ifPresent(notes::add);
      folder = choice.map(WorkspaceChoice::folder).orElse(root);
      node = choice.isPresent() ? NodeProject.in(folder, wishes) : node;
    }
    return new Detector(wishes, folder, node, notes).plan();
  }

  /// Tells whether the root of a repository is the site, whatever its workspace has.
  private static boolean hasSite(
      ProjectFolder root, Optional<NodeProject> node, BuildWishes wishes) {
    return wishes.get(Topic.COMMAND).isPresent()
        || wishes.get(Topic.START).isPresent()
        || node.flatMap(NodeProject::framework).isPresent()
        || root.isFile("index.html")
        || PythonSite.in(root).isPresent();
  }

  private Plan plan() {
    var app = new AppPlan(folder, node, wishes).sure();
    if (app.isPresent()) {
      return app.get().after(notes);
    }
    var command = wishes.value(Topic.COMMAND);
    if (command.filter(String::isEmpty).isPresent()) {
      return unbuilt();
    }
    var built = node.filter(NodeProject::isBuilt);
    var framed = built.filter(project -> project.framework().isPresent());
    if (framed.isPresent()) {
      return framed.get().plan().after(notes);
    }
    var python = PythonSite.in(folder);
    if (python.isPresent() && (command.isEmpty() || node.isEmpty())) {
      return python(python.get());
    }
    if (built.isPresent()) {
      tool().ifPresent(found -> notes.add(toolNote(found)));
      return built.get().plan().after(notes);
    }
    return command.map(this::commanded).orElseGet(this::unbuilt);
  }

  private Optional<Found> tool() {
    return KnownFrameworks.of(folder).filter(found -> found.framework().tool().isPresent());
  }

  private static String toolNote(Found found) {
    return "%s asks for %s, which is not in the builder image; the build script has to bring it."
        .formatted(found.file(), found.framework().name());
  }

  private static String unusedNote(Found found) {
    return "%s asks for %s, which is not in the builder image and is not run."
        .formatted(found.file(), found.framework().name());
  }

  private Plan python(PythonSite site) {
    var installer = PythonInstaller.of(folder);
    var all = new ArrayList<>(notes);
    all.add(site.note());
    all.add(
        installer
            .map(PythonInstaller::note)
            .orElse(
                "Nothing says which packages of Python it needs: the %s of the builder is used."
                    .formatted(site.program())));
    all.addAll(PythonVersion.notes(folder));
    var install = pythonInstall(installer, site.program());
    var python = install.isPresent() ? PythonInstaller.PYTHON : "python3";
    return new Plan.Build(
        Builder.PYTHON,
        folder.path(),
        install,
        wishes
            .value(Topic.COMMAND)
            .map(line -> install.isPresent() ? PythonInstaller.wished(line) : line)
            .orElse(python + " " + site.arguments()),
        product(site.id(), site.output()),
        all);
  }

  private Optional<Install> pythonInstall(Optional<PythonInstaller> installer, String program) {
    var wish = Wished.install(wishes, folder);
    return wish.isPresent()
        ? wish.filter(known -> !known.command().isEmpty()).map(PythonInstaller::wished)
        : installer.map(known -> known.install(program));
  }

  /// Returns the plan to run the command that is wished in a folder of which nothing is known.
  private Plan commanded(String command) {
    var installer = PythonInstaller.of(folder);
    var framework =
        wishes
            .value(Topic.FRAMEWORK)
            .or(() -> KnownFrameworks.of(folder).map(found -> found.framework().id()))
            .flatMap(KnownFrameworks::called);
    var outputs = framework.map(Framework::outputs).orElse(List.of("dist", "build", "public"));
    installer.ifPresent(known -> {
      notes.add(known.note());
      notes.addAll(PythonVersion.notes(folder));
    });
    var install =
        installer.isPresent()
            ? pythonInstall(installer, "Python")
            : Wished.install(wishes, folder).filter(known -> !known.command().isEmpty());
    return new Plan.Build(
        installer.isPresent() ? Builder.PYTHON : Builder.NODE,
        folder.path(),
        install,
        installer.isPresent() && install.isPresent() ? PythonInstaller.wished(command) : command,
        product(framework.map(Framework::id).orElse("command"), outputs.toArray(String[]::new)),
        notes);
  }

  private Product product(String framework, String... outputs) {
    return new Product(
        framework,
        Wished.output(wishes).map(List::of).orElse(List.of(outputs)),
        false,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private Plan unbuilt() {
    var output = wishes.get(Topic.OUTPUT);
    if (output.isPresent()) {
      var served = folder.in(output.get().value());
      if (!served.tree().isFolder(served.path())) {
        throw Refusals.noOutput(served.path(), output.get().from());
      }
      return PlainSite.of(served, notes);
    }
    var soFar = List.copyOf(notes);
    if (node.isPresent()) {
      notes.add("package.json has no script called build, so nothing is built.");
    }
    var folders = node.isPresent() ? PlainSite.FOLDERS_BESIDE_A_MANIFEST : PlainSite.FOLDERS;
    var tool = tool();
    tool.map(Detector::unusedNote).ifPresent(notes::add);
    var site = PlainSite.in(folder, folders, notes);
    if (tool.isPresent() && (site.isEmpty() || PlainSite.isTemplate(folder))) {
      throw Refusals.toolMissing(tool.get());
    }
    return site.or(() -> new AppPlan(folder, node, wishes).likely().map(plan -> plan.after(soFar)))
        .orElseThrow(this::nothing);
  }

  private DeploymentFailure nothing() {
    var dockerfile = folder.first(DOCKERFILES);
    if (dockerfile.isPresent()) {
      return Refusals.dockerfile(folder.at(dockerfile.get()));
    }
    return node.isPresent()
        ? Refusals.noScript(folder.at("package.json"))
        : Refusals.nothing(
            PlainSite.FOLDERS.subList(1, PlainSite.FOLDERS.size()), WorkspaceChoice.below(folder));
  }
}
