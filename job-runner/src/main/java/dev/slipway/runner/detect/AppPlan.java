package dev.slipway.runner.detect;

import dev.slipway.core.deployment.App;
import dev.slipway.runner.build.Builder;
import dev.slipway.runner.detect.app.NodeServer;
import dev.slipway.runner.detect.app.PythonNeeds;
import dev.slipway.runner.detect.app.PythonServer;
import dev.slipway.runner.detect.app.Server;
import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.install.Install;
import dev.slipway.runner.detect.node.Workspace;
import dev.slipway.runner.detect.settings.BuildWishes;
import dev.slipway.runner.detect.settings.BuildWishes.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes the plan for a project that is a server.
///
/// It is one if the project says so itself. Else a framework for servers, or one that makes a
/// server as it is set up, makes it one, unless there is a start page or something is said about a
/// site; and last, a program that looks like a server where there is no site.
final class AppPlan {

  private static final String PAGE = "index.html";
  private static final String UNPRUNED =
      "Packages for development stay in the app: its package manager can't take them out.";

  private final ProjectFolder folder;
  private final Optional<NodeProject> node;
  private final BuildWishes wishes;
  private final List<String> notes = new ArrayList<>();

  AppPlan(ProjectFolder folder, Optional<NodeProject> node, BuildWishes wishes) {
    this.folder = folder;
    this.node = node;
    this.wishes = wishes;
  }

  /// Returns the plan if the project says itself that it is an app, or is surely one.
  Optional<Plan.App> sure() {
    if (wishes.get(Topic.START).isPresent()) {
      return wishes.value(Topic.START).flatMap(App::of).map(this::wished);
    }
    return found().filter(Server::sure).filter(_ -> !folder.isFile(PAGE)).map(this::plan);
  }

  /// Returns the plan if the project looks like an app and nothing else was found in it.
  Optional<Plan.App> likely() {
    return found().map(this::plan);
  }

  private Optional<Server> found() {
    if (Stream.of(Topic.COMMAND, Topic.OUTPUT, Topic.FRAMEWORK)
        .anyMatch(topic -> wishes.get(topic).isPresent())) {
      return Optional.empty();
    }
    var python = PythonServer.in(folder);
    return node.flatMap(this::server)
        .filter(server -> server.sure() || python.isEmpty())
        .or(() -> python);
  }

  private Optional<Server> server(NodeProject project) {
    if (project.framework().isPresent() && project.advice().isEmpty()) {
      return Optional.empty();
    }
    return NodeServer.in(folder, project.manifest(), project.framework().map(known -> known.id()));
  }

  private Plan.App wished(App app) {
    return isPython() ? python("python", app) : node("node", app);
  }

  private boolean isPython() {
    return node.isEmpty()
        && (PythonNeeds.of(folder).file().isPresent()
            || folder.names().stream().anyMatch(name -> name.endsWith(".py")));
  }

  private Plan.App plan(Server server) {
    notes.add(server.note());
    return node.flatMap(this::server).filter(server::equals).isPresent()
        ? node(server.framework(), server.app())
        : python(server.framework(), server.app());
  }

  private Plan.App python(String framework, App app) {
    var needs = PythonNeeds.of(folder);
    notes.add(
        needs
            .file()
            .map(file -> "Python packages from %s.".formatted(folder.at(file)))
            .orElse("Nothing says which packages of Python it needs: none is installed."));
    var install =
        needs.install(folder).map(line -> new Install(folder.path(), line, Optional.empty()));
    return plan(Builder.PYTHON, framework, app, install, List.of("python3 --version"));
  }

  private Plan.App node(String framework, App app) {
    var lines = new ArrayList<String>();
    Optional<Install> install = Optional.empty();
    if (node.isPresent()) {
      requireNoWorkspace();
      var project = node.get();
      var installer = project.installer(Optional.empty());
      notes.addAll(installer.notes());
      project.script().ifPresent(script -> lines.add(installer.run(script.name())));
      if (!project.manifest().dependencies().isEmpty()) {
        install = Optional.of(installer.install());
        installer.pruning().ifPresentOrElse(lines::add, () -> notes.add(UNPRUNED));
      }
    }
    lines.add("node --version");
    return plan(Builder.NODE, framework, app, install, lines);
  }

  private void requireNoWorkspace() {
    if (Workspace.around(folder).filter(around -> !around.root().equals(folder)).isPresent()) {
      throw Refusals.appInWorkspace(folder.path());
    }
  }

  private Plan.App plan(
      Builder builder, String framework, App app, Optional<Install> detected, List<String> lines) {
    notes.add("An image is made of it, which Slipway keeps and does not run.");
    folder
        .first(Detector.DOCKERFILES)
        .ifPresent(file -> notes.add(folder.at(file) + " is not used for that."));
    var install =
        Wished.install(wishes, folder)
            .or(() -> detected)
            .filter(known -> !known.command().isEmpty());
    var command =
        wishes
            .value(Topic.COMMAND)
            .filter(line -> !line.isEmpty())
            .orElse(String.join(" && ", lines));
    var product =
        new Product(
            framework,
            List.of(Wished.output(wishes).orElse(".")),
            false,
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty());
    return new Plan.App(
        new Plan.Build(builder, folder.path(), install, command, product, notes), app);
  }
}
